package geo

import "math"

// times is a product that the compiler may not fuse with a sum.
func times(x, y float64) float64 { return float64(x * y) }

// series is c[0] + c[1]·z + c[2]·z² …
func series(z float64, c []float64) float64 {
	sum := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		sum = times(sum, z) + c[i]
	}
	return sum
}

// Polynomials of FDLIBM: k_sin.c, k_cos.c on |x| ≤ π/4, numerator and denominator of e_asin.c on |x| ≤ 1/2.
var (
	sinSeries = []float64{1,
		-1.66666666666666324348e-01, 8.33333333332248946124e-03, -1.98412698298579493134e-04,
		2.75573137070700676789e-06, -2.50507602534068634195e-08, 1.58969099521155010221e-10}
	cosSeries = []float64{1, -0.5,
		4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05,
		-2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11}
	asinAbove = []float64{
		1.66666666666666657415e-01, -3.25565818622400915405e-01, 2.01212532134862925881e-01,
		-4.00555345006794114027e-02, 7.91534994289814532176e-04, 3.47933107596021167570e-05}
	asinBelow = []float64{1,
		-2.40339491173441421878e+00, 2.02094576023350569471e+00, -6.88283971605453293030e-01, 7.70381505559019352791e-02}
)

// sinPi is sin(π·t). Reducing t before it is multiplied by π keeps whole turns exact.
func sinPi(t float64) float64 {
	t -= 2 * math.Floor(t/2) // doubling is exact, fused or not
	sign := 1.0
	if t >= 1 {
		t, sign = t-1, -1
	}
	if t > 0.5 {
		t = 1 - t
	}
	if t <= 0.25 {
		x := times(math.Pi, t)
		return sign * times(x, series(times(x, x), sinSeries))
	}
	x := times(math.Pi, 0.5-t)
	return sign * series(times(x, x), cosSeries)
}

// cosPi is cos(π·t).
func cosPi(t float64) float64 { return sinPi(t + 0.5) }

// asin is the arcsine of x in 0 … 1.
func asin(x float64) float64 {
	if x < 0.5 {
		return x + times(x, asinRest(times(x, x)))
	}
	z := (1 - x) / 2
	s := math.Sqrt(z)
	return math.Pi/2 - 2*(s+times(s, asinRest(z)))
}

// asinRest is asin(x)/x − 1 for z = x² up to 1/4.
func asinRest(z float64) float64 {
	return times(z, series(z, asinAbove)) / series(z, asinBelow)
}
