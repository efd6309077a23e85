//go:build unix

package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// instance is a problem as a plain file.
type instance struct {
	name, plain, nodes, arcs string
}

func (in *instance) cells() []string { return []string{in.name, in.nodes, in.arcs} }

// unpack decompresses a file into scratch if need be, so that all codes read the same, and never holds it whole: the peak
// memory of this process is the least the system tells of any process it starts.
func unpack(path, scratch string) (in instance, err error) {
	base, packed := strings.CutSuffix(filepath.Base(path), ".gz")
	in = instance{name: strings.TrimSuffix(base, filepath.Ext(base)), plain: path}
	if packed {
		in.plain = filepath.Join(scratch, base)
		if err := gunzip(path, in.plain); err != nil {
			return in, err
		}
	}
	if isProgram(path) {
		return in, nil
	}
	return in, in.size()
}

// size reads the problem line of a network.
func (in *instance) size() error {
	f, err := os.Open(in.plain)
	if err != nil {
		return err
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if p := strings.Fields(lines.Text()); len(p) == 4 && p[0] == "p" && p[1] == "min" {
			in.nodes, in.arcs = p[2], p[3]
			return nil
		}
	}
	return errors.New("no problem line")
}

func gunzip(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		return err
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, z); err != nil {
		return errors.Join(err, out.Close())
	}
	return out.Close()
}
