// Package report turns one finished job into files and into a page of text.
//
// # Files
//
// Write fills one folder (formats.md section 4), whole or not at all: plan.json, public.xlsx, plan.xlsx, exchange and groups
// as .csv and .parquet, schools.csv, rules.csv, groups.geojson, certificate.json, faults.csv and run.json. Equal plans give
// equal bytes in all of them but run.json: nothing else reads a clock, and workbooks carry fixed times.
//
// # Who may read them
//
// public.xlsx is meant for the notice board: names, posts and schools, no ids, births, addresses or reasons of
// exemption. It, the groups, the map, schools.csv and run.json are readable by all; everything else may hold personal
// data (quota keys name teachers, too) and is readable by its owner alone.
//
// # Figures
//
//	shortage   Σ over sections and subjects of max(0, need − deliverers·load), periods per week in autumn
//	incurable  Σ over stages and subjects of max(0, county need − teachers able·load), able as rule.Able counts them: no plan
//	           leaves less missing
//	balance    coefficient of variation between sections of one stage of a resource per 100 pupils, weighted by pupils:
//	           with x the count of a section, e = X·pupils/county pupils and X = Σ x, its square is Σ (x−e)²/e / X
//	travel     extra one-way metres of movers, trainees and first posts, each stay once
package report
