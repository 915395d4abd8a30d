package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"dragoman/core/lexicon/vectors/internal/table"
)

// spread returns vectors whose components vary less and less, so that their
// principal axes are those of the space, in order.
func spread(n int) [][sourceDims]float64 {
	r := rand.New(rand.NewPCG(3, 4))
	vectors := make([][sourceDims]float64, n)
	for i := range vectors {
		for k := range vectors[i] {
			vectors[i][k] = 5 + r.NormFloat64()*math.Pow(0.8, float64(k))
		}
	}
	return vectors
}

func TestPrincipalAxes(t *testing.T) {
	vectors := spread(2000)
	mean := average(vectors)
	cov := covariance(vectors, &mean)
	axes := principalAxes(&cov)
	for i := range axes {
		for j := range axes {
			want := 0.0
			if i == j {
				want = 1
			}
			if got := dot(&axes[i], &axes[j]); math.Abs(got-want) > 1e-9 {
				t.Fatalf("axes %d and %d: product %v", i, j, got)
			}
		}
	}
	// The variances fall, and the axes are eigenvectors.
	last := math.Inf(1)
	for i := range axes {
		var image [sourceDims]float64
		for k := range image {
			image[k] = dot(&cov[k], &axes[i])
		}
		variance := dot(&image, &axes[i])
		if variance > last {
			t.Errorf("axis %d: variance %v after %v", i, variance, last)
		}
		last = variance
		for k := range image {
			if math.Abs(image[k]-variance*axes[i][k]) > 1e-6 {
				t.Fatalf("axis %d is no eigenvector", i)
			}
		}
	}
	if x := math.Abs(axes[0][0]); x < 0.95 {
		t.Errorf("the first axis has %v of the first direction", x)
	}
}

// What is dropped are the first directions, and what is kept has no mean.
func TestReduce(t *testing.T) {
	vectors := spread(2000)
	reduced := reduce(vectors)
	var mean, variance [table.Dims]float64
	for _, v := range reduced {
		for k, x := range v {
			mean[k] += x / float64(len(reduced))
			variance[k] += x * x / float64(len(reduced))
		}
	}
	for k := range mean {
		if math.Abs(mean[k]) > 1e-9 {
			t.Errorf("mean of component %d: %v", k, mean[k])
		}
	}
	if want := math.Pow(0.8, 2*dropped); math.Abs(variance[0]/want-1) > 0.15 {
		t.Errorf("variance of the first component %v, want about %v", variance[0], want)
	}
}

func dot(a, b *[sourceDims]float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
