package branch

// vectors are sparse vectors, one after the other.
type vectors struct {
	start []int32 // vector k is at start[k] .. start[k+1]-1
	index []int32
	value []float64
}

func (v *vectors) clear() {
	v.start, v.index, v.value = append(v.start[:0], 0), v.index[:0], v.value[:0]
}

// add adds an entry to the vector that end will close.
func (v *vectors) add(i int32, a float64) {
	v.index, v.value = append(v.index, i), append(v.value, a)
}

func (v *vectors) end() { v.start = append(v.start, int32(len(v.index))) }

// gather adds the vector of what in x is not nothing.
func (v *vectors) gather(x []float64) {
	for i, a := range x {
		if a > nothing || a < -nothing {
			v.add(int32(i), a)
		}
	}
	v.end()
}

// at returns where vector k is not zero, and its values there.
func (v *vectors) at(k int32) ([]int32, []float64) {
	from, to := v.start[k], v.start[k+1]
	index := v.index[from:to]
	return index, v.value[from:to][:len(index)]
}

// take takes f times vector k from x.
func (v *vectors) take(k int32, f float64, x []float64) {
	index, value := v.at(k)
	for e, i := range index {
		x[i] -= float64(f * value[e])
	}
}

func (v *vectors) dot(k int32, x []float64) (sum float64) {
	index, value := v.at(k)
	for e, i := range index {
		sum += float64(value[e] * x[i])
	}
	return sum
}

// transpose turns v into the m rows whose columns are given. Column k is named name[k]; those of negative name are left out.
func (v *vectors) transpose(columns *vectors, m int, name []int32) {
	v.start = zeros(v.start, m+2)
	for k, as := range name {
		if as >= 0 {
			index, _ := columns.at(int32(k))
			for _, i := range index {
				v.start[i+2]++
			}
		}
	}
	for i := range m {
		v.start[i+2] += v.start[i+1]
	}
	v.index, v.value = zeros(v.index, int(v.start[m+1])), zeros(v.value, int(v.start[m+1]))
	for k, as := range name {
		if as < 0 {
			continue
		}
		index, value := columns.at(int32(k))
		for e, i := range index {
			to := &v.start[i+1]
			v.index[*to], v.value[*to] = as, value[e]
			*to++
		}
	}
	v.start = v.start[:m+1]
}

// zeros returns n zeros in the memory of x where that is enough.
func zeros[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n)
	}
	x = x[:n]
	clear(x)
	return x
}
