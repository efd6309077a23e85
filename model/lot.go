package model

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// Lot is the number by which equal teachers are drawn, the smallest first: the first eight bytes of the SHA-256 of
// "seed/year/teacher", big-endian, seed and year in decimal. Anybody can compute it.
func Lot(seed uint64, year int, teacher string) uint64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d/%d/%s", seed, year, teacher))
	return binary.BigEndian.Uint64(sum[:])
}
