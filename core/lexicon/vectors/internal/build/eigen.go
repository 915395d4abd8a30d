package main

import "math"

// sweeps bounds the work of eigen: Jacobi's method converges in fewer than ten
// sweeps over a matrix of this size.
const sweeps = 30

// eigen finds the eigenvalues of a symmetric matrix and the eigenvectors, which
// are the columns of the second result, by Jacobi's method: rotations in the
// plane of two axes each, every one of which makes an element off the diagonal
// zero. It destroys a.
func eigen(a *matrix) (values [sourceDims]float64, vectors matrix) {
	for i := range vectors {
		vectors[i][i] = 1
	}
	scale := 0.0
	for i := range a {
		scale += math.Abs(a[i][i])
	}
	for range sweeps {
		off := 0.0
		for i := range a {
			for j := range i {
				off += math.Abs(a[i][j])
			}
		}
		if off <= scale*1e-14 {
			break
		}
		for p := range a {
			for q := p + 1; q < len(a); q++ {
				rotate(a, &vectors, p, q)
			}
		}
	}
	for i := range values {
		values[i] = a[i][i]
	}
	return values, vectors
}

// rotate turns the plane of the axes p and q so that a[p][q] becomes zero, and
// notes the turn in vectors.
func rotate(a, vectors *matrix, p, q int) {
	if a[p][q] == 0 {
		return
	}
	// Of the two angles that serve, the smaller one, by its tangent.
	theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := t * c
	for k := range a {
		a[k][p], a[k][q] = turn(a[k][p], a[k][q], c, s)
	}
	for k := range a {
		a[p][k], a[q][k] = turn(a[p][k], a[q][k], c, s)
	}
	for k := range vectors {
		vectors[k][p], vectors[k][q] = turn(vectors[k][p], vectors[k][q], c, s)
	}
}

// turn turns the point (x, y) by the angle of cosine c and sine s.
func turn(x, y, c, s float64) (float64, float64) {
	return float64(c*x) - float64(s*y), float64(s*x) + float64(c*y)
}
