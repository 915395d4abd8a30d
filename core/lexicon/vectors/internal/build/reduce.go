package main

import (
	"cmp"
	"slices"

	"dragoman/core/lexicon/vectors/internal/table"
)

// dropped is the number of directions of largest variance that are taken away.
// With two, the vectors rank sentences for questions better than with none;
// with more, no better.
const dropped = 2

// reduce takes away the mean and the first principal components of the
// vectors, and returns the components after them.
func reduce(vectors [][sourceDims]float64) [][table.Dims]float64 {
	mean := average(vectors)
	cov := covariance(vectors, &mean)
	axes := principalAxes(&cov)
	reduced := make([][table.Dims]float64, len(vectors))
	for n := range vectors {
		for k := range table.Dims {
			axis := &axes[dropped+k]
			sum := 0.0
			for i, x := range vectors[n] {
				sum += float64((x - mean[i]) * axis[i]) // the conversion keeps all processors from fusing
			}
			reduced[n][k] = sum
		}
	}
	return reduced
}

func average(vectors [][sourceDims]float64) (mean [sourceDims]float64) {
	for n := range vectors {
		for i, x := range vectors[n] {
			mean[i] += x
		}
	}
	for i := range mean {
		mean[i] /= float64(len(vectors))
	}
	return mean
}

type matrix [sourceDims][sourceDims]float64

// covariance is that of the vectors' components, times their number.
func covariance(vectors [][sourceDims]float64, mean *[sourceDims]float64) (c matrix) {
	for n := range vectors {
		v := vectors[n]
		for i := range v {
			v[i] -= mean[i]
		}
		for i, x := range v {
			for j := range i + 1 {
				c[i][j] += float64(x * v[j])
			}
		}
	}
	for i := range c {
		for j := range i {
			c[j][i] = c[i][j]
		}
	}
	return c
}

// principalAxes returns the eigenvectors of a symmetric matrix, that of the
// largest eigenvalue first.
func principalAxes(c *matrix) matrix {
	a := *c
	values, vectors := eigen(&a)
	order := make([]int, sourceDims)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(values[j], values[i]) })
	var axes matrix
	for n, k := range order {
		for i := range axes[n] {
			axes[n][i] = vectors[i][k]
		}
	}
	return axes
}
