// Command draw writes instances of min-cost flow by name and seed, compressed DIMACS files, for codes that read files.
//
//	go run ./benchmarks/draw [-seed 1] -dir FOLDER cty_100000 ctq_100000 ntg8_14 ntgas_14 ntgtr_14
package main

import (
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/rotateplan/rotate/benchmarks/instance"
	"github.com/rotateplan/rotate/solver/flow"
)

func main() {
	seed := flag.Uint64("seed", 1, "of all instances")
	dir := flag.String("dir", ".", "folder to write to")
	flag.Parse()
	for _, name := range flag.Args() {
		if err := write(filepath.Join(*dir, name+".min.gz"), name, *seed); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func write(path, name string, seed uint64) error {
	in, err := instance.Draw(name, seed)
	if err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	z := gzip.NewWriter(f)
	_, err = fmt.Fprintf(z, "c %s by seed %d\n", name, seed)
	return errors.Join(err, flow.WriteDIMACS(z, in.Network), z.Close(), f.Close())
}
