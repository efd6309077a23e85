package table

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	noData = complaint{code: "no-data", expected: "存放表格的文件夹、.xlsx 工作簿或 Parquet 数据集 / a folder of tables, an .xlsx workbook or a Parquet dataset",
		remedy: "检查 --data 的路径 / check the path given to --data"}
	unreadable = complaint{code: "unreadable", expected: "可以读取的文件 / a file that can be read",
		remedy: "关闭正在使用它的程序，检查权限 / close the program that uses it, check permissions"}
	oldWorkbook = complaint{code: "old-workbook", expected: ".xlsx 工作簿或 CSV / an .xlsx workbook or CSV",
		remedy: "用 Excel 或 WPS 打开后另存为 .xlsx / open it in Excel or WPS and save it as .xlsx"}
	oldAside = complaint{code: notRead, warn: true, expected: oldWorkbook.expected,
		remedy: "没有读取：若是数据表，用 Excel 或 WPS 打开后另存为 .xlsx / it was not read: if it holds a table, open it in Excel or WPS and save it as .xlsx"}
	storedTwice = complaint{code: twoTables.code, expected: "每个区县一个文件夹或工作簿 / one folder or workbook for each county",
		remedy: "留下正确的一个，把其余的移到别处 / keep the right one, move the others elsewhere"}
)

// workbooks are the endings of workbooks that are read, OldWorkbooks those of workbooks that must be saved as .xlsx first.
var (
	workbooks    = []string{".xlsx", ".xlsm"}
	OldWorkbooks = []string{".xls", ".xlsb", ".et", ".ods"}
)

func isOld(name string) bool {
	return slices.Contains(OldWorkbooks, strings.ToLower(filepath.Ext(name)))
}

func isWorkbook(name string) bool {
	return isOld(name) || slices.Contains(workbooks, strings.ToLower(filepath.Ext(name)))
}

// tableNames are the words by which a file or a sheet says which table it holds, in plain form.
var tableNames = map[string]string{
	"schools": "schools", "school": "schools", "学校": "schools",
	"teachers": "teachers", "teacher": "teachers", "教师": "teachers", "教职工": "teachers", "花名册": "teachers", "教师花名册": "teachers",
	"postings": "postings", "posting": "postings", "任职经历": "postings", "交流经历": "postings", "交流轮岗": "postings", "交流轮岗记录": "postings",
	"pairs": "pairs", "pair": "pairs", "结对": "pairs", "结对帮扶": "pairs", "集团成员": "pairs",
	"demand": "demand", "需求": "demand", "学科需求": "demand", "岗位需求": "demand",
	"travel": "travel", "ways": "travel", "通勤": "travel", "通勤距离": "travel", "路程": "travel", "校际距离": "travel",
	"retirement": "retirement", "退休": "retirement", "退休年龄": "retirement", "法定退休年龄": "retirement",
	"curriculum": "curriculum", "课程": "curriculum", "课程设置": "curriculum", "课程计划": "curriculum",
	"load": "load", "loads": "load", "工作量": "load", "工作量标准": "load", "课时标准": "load", "标准课时": "load",
}

// tablePrefix is what stands before the word: 附件2, 表1, 2026年, 2026学年度.
var tablePrefix = regexp.MustCompile(`^(附?[表件][0-9]+|[0-9]+(学年度?|年度?))`)

// tableNamed returns the key of the table that a file or sheet of this name holds, or "".
func tableNamed(name string) string {
	word := strings.TrimFunc(tablePrefix.ReplaceAllString(plain(name), ""), func(r rune) bool { return !unicode.IsLetter(r) })
	for {
		if key, ok := tableNames[word]; ok {
			return key
		}
		shorter := word
		for _, tail := range []string{"表", "信息", "基本", "名单", "数据", "情况", "一览", "明细", "台账", "登记"} {
			shorter = strings.TrimSuffix(shorter, tail)
		}
		if shorter == word {
			return ""
		}
		word = shorter
	}
}

// stem is the name of a file without folder and extension.
func stem(path string) string {
	name := filepath.Base(path)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// open reads the sheets at path: of a workbook, of a folder, or of the sub-folder or workbook in it that is named by the
// county's code.
func open(path, county string, l *ledger) []*Sheet {
	info, err := os.Stat(path)
	if err != nil {
		l.file(&Sheet{File: filepath.Base(path)}, 0, path, noData)
		return nil
	}
	if !info.IsDir() {
		return openFile(path, l)
	}
	switch inside := countyIn(path, county); {
	case len(inside) > 1:
		l.file(&Sheet{File: inside[1]}, 0, strings.Join(inside, ", "), storedTwice)
		return nil
	case len(inside) > 0:
		return open(filepath.Join(path, inside[0]), "", l)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		l.file(&Sheet{File: filepath.Base(path)}, 0, err.Error(), unreadable)
	}
	var sheets []*Sheet
	for _, e := range entries {
		name := e.Name()
		switch {
		case e.IsDir():
		case wanted(name):
			sheets = append(sheets, openFile(filepath.Join(path, name), l)...)
		case tabular(name) && isOld(name):
			l.file(&Sheet{File: name}, 0, name, oldAside)
		case tabular(name):
			l.file(&Sheet{File: name}, 0, name, passedOver(stem(name)))
		case !hidden(name) && (tableNamed(stem(name)) != "" || tableNamed(stem(stem(name))) != ""):
			l.file(&Sheet{File: name}, 0, name, otherEnding)
		}
	}
	return sheets
}

// countyIn returns the names of the sub-folders and workbooks of a folder that are named by the county's code.
func countyIn(folder, county string) (names []string) {
	if county == "" {
		return nil
	}
	entries, _ := os.ReadDir(folder) // what cannot be read is told by open
	for _, e := range entries {
		if strings.Contains(e.Name(), county) && codeOf(filepath.Join(folder, e.Name())) == county {
			names = append(names, e.Name())
		}
	}
	return names
}

// partition is how the folder of a county in a Hive dataset begins; the rest is its code.
const partition = "county="

// Partition names the folder of a county in a Hive dataset.
func Partition(code string) string { return partition + code }

// IsPartition reports whether a folder of a Hive dataset is that of a county.
func IsPartition(name string) bool { return strings.HasPrefix(name, partition) }

// partitioned returns the folder and the code of the county asked for where path is a Hive dataset or such a folder of
// one, else path and county as given. Of a dataset of one county nobody needs to ask for it.
func partitioned(path, county string, l *ledger) (string, string) {
	if code, ok := strings.CutPrefix(filepath.Base(filepath.Clean(path)), partition); ok && county == "" {
		return path, code
	}
	entries, _ := os.ReadDir(path) // what cannot be read is told by open
	var codes []string
	for _, e := range entries {
		if code, ok := strings.CutPrefix(e.Name(), partition); ok && e.IsDir() {
			codes = append(codes, code)
		}
	}
	switch {
	case len(codes) == 1 && county == "":
		return filepath.Join(path, partition+codes[0]), codes[0]
	case len(codes) > 1 && county == "":
		l.file(&Sheet{File: filepath.Base(path)}, 0, strings.Join(codes, " "), severalCounties)
	case len(codes) > 0 && county != "" && len(countyIn(path, county)) == 0:
		l.file(&Sheet{File: filepath.Base(path)}, 0, strings.Join(codes, " "), otherCounty)
	}
	return path, county
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// wanted reports whether a file in a folder may hold a table: a workbook, or a text named like a table.
func wanted(name string) bool {
	return tabular(name) && (isWorkbook(name) && !isOld(name) || tableNamed(stem(name)) != "")
}

// hidden reports whether a file is one that programs leave beside an open workbook.
func hidden(name string) bool { return strings.HasPrefix(name, "~") || strings.HasPrefix(name, ".") }

// tabular reports whether a file is of a kind that holds tables.
func tabular(name string) bool {
	return !hidden(name) && (isWorkbook(name) || slices.Contains([]string{".csv", ".tsv", ".parquet"}, strings.ToLower(filepath.Ext(name))))
}

const notRead = "not-read"

var otherEnding = complaint{code: notRead, warn: true, expected: "以 .csv、.tsv、.xlsx 或 .parquet 结尾的文件 / a file that ends in .csv, .tsv, .xlsx or .parquet",
	remedy: "没有读取：若是数据表，请另存为 CSV 或 .xlsx / it was not read: if it holds a table, save it as CSV or .xlsx"}

// passedOver is the complaint that a file, or all sheets of a workbook, bear the name of no table.
func passedOver(name string) complaint {
	wrong := complaint{code: notRead, warn: true,
		expected: "名为 学校、教师、任职经历、结对、需求、通勤、退休、课程、工作量 的文件或工作表 / a file or sheet named schools, teachers, postings, pairs, demand, travel, retirement, curriculum or load",
		remedy:   "没有读取：若是数据表，请改名 / it was not read: if it holds a table, rename it"}
	if near := nearest(plain(name), slices.Sorted(maps.Keys(tableNames))); near != "" {
		wrong.expected = "是否为“" + near + "” / perhaps " + near
	}
	return wrong
}

func openFile(path string, l *ledger) []*Sheet {
	file := filepath.Base(path)
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx", ".xlsm":
		return readWorkbook(path, l)
	case ".csv", ".tsv":
		return openText(path, l)
	case ".parquet":
		return readParquet(path, l)
	}
	l.file(&Sheet{File: file}, 0, file, unknownKind(file))
	return nil
}

// unknownKind is the complaint of a file that is of no kind read.
func unknownKind(file string) complaint {
	if isOld(file) {
		return oldWorkbook
	}
	return noData
}

// openText reads a file as text, whatever its ending; a workbook that must be saved anew first is told to be one.
func openText(path string, l *ledger) []*Sheet {
	file := filepath.Base(path)
	if isOld(file) {
		l.file(&Sheet{File: file}, 0, file, oldWorkbook)
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		l.file(&Sheet{File: file}, 0, err.Error(), unreadable)
		return nil
	}
	defer f.Close()
	if s := readCSV(file, f, l); s != nil {
		return []*Sheet{s}
	}
	return nil
}
