// Package table turns a bureau's spreadsheets into a county, and a county back into spreadsheets.
//
// The way in has four steps, each in files of its own:
//
//	files → sheets    source.go finds them; csv.go, encoding.go, xlsx.go, parquet_read.go read them; none knows a column
//	sheets → rows     column.go: every column is declared once (columns_*.go) with its key, headers and codec
//	cells → values    value.go, date.go, words.go: one codec a kind of value
//	rows → county     county.go and the files link_*.go resolve ids and names and check one table against another
//
// Nothing is guessed in silence. Whatever is wrong becomes a fault with the file, sheet, row and column as the reader
// of the spreadsheet sees them, what was found, what was expected and what to do; all faults of all tables come back at
// once. A doubtful but usable value is a warning.
//
// # Row numbers
//
// A row's number is the one a spreadsheet program shows beside it: the first line of a file is row 1, blank lines and
// title lines count, a quoted cell that spans lines is one row. Of a Parquet file the names of the columns are row 1, so
// that a record has the row it would have in a spreadsheet.
//
// # What two spellings share
//
// Headers and code words are compared in a plain form: half-width, lower case, simplified characters, without spaces,
// hyphens, asterisks and whatever stands in brackets. Ids and names of schools are compared half-width and otherwise as
// written: two spellings of one name are never taken for the same school.
//
// # What is no row of data
//
// Above the header: titles, and the keys of columns behind a #, by which a header may have any words. A header may have up to
// three rows: what stands over several columns joins the word below it (小学 over 学生数). Among the rows: units right below the
// header, blank lines, examples; and, with a warning each, column numbers, headings, totals and notes. A row whose required
// texts are filled in is never one of these. What is hidden is read, with a warning. The text of merged cells belongs to all
// rows they span, a number to one.
//
// # Examples
//
// A row in which a cell begins with ExampleMark shows how to fill in a form and is not read.
//
// # Limits
//
// A line of a CSV file holds at most 1 MiB, a workbook at most 256 MiB (1 GiB unpacked), a Parquet file as well.
// At most 10,000 faults are kept.
package table
