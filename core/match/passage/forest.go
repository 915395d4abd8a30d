package passage

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Forest is regression trees, whose values are added up.
type Forest []Tree

// Tree is a regression tree: the nodes of a binary tree, the root first.
type Tree []Node

// Node is a question about a feature, or a leaf.
type Node struct {
	Feature     int     // -1 for a leaf
	Below       float64 // the left one is next when the feature is at most so much
	Left, Right int     // places of the next nodes in the tree, behind this one
	Value       float64 // of a leaf
}

// Sum returns the sum of the trees' values for a vector of features.
func (f Forest) Sum(x []float64) float64 {
	sum := 0.0
	for _, t := range f {
		sum += t.Value(x)
	}
	return sum
}

// Value returns the value of the leaf that the features lead to.
func (t Tree) Value(x []float64) float64 {
	n := &t[0]
	for n.Feature >= 0 {
		if x[n.Feature] <= n.Below {
			n = &t[n.Left]
		} else {
			n = &t[n.Right]
		}
	}
	return n.Value
}

// String writes the forest as [ParseForest] reads it.
func (f Forest) String() string {
	var b strings.Builder
	for _, t := range f {
		t.write(&b, 0)
		b.WriteByte('\n')
	}
	return b.String()
}

func (t Tree) write(b *strings.Builder, at int) {
	if at > 0 {
		b.WriteByte(' ')
	}
	n := &t[at]
	if n.Feature < 0 {
		b.WriteString(strconv.FormatFloat(n.Value, 'g', 4, 64))
		return
	}
	fmt.Fprintf(b, "%d<%s", n.Feature, strconv.FormatFloat(n.Below, 'g', 6, 64))
	t.write(b, n.Left)
	t.write(b, n.Right)
}

// ParseForest reads trees, a line each: a node is a feature, "<" and a number, followed
// by what is next at or below it and above it; or a number, which is a leaf's value.
// Features are from 0 up to, but not including, the given number.
func ParseForest(text string, features int) (Forest, error) {
	var f Forest
	n := 0
	for line := range strings.Lines(text) {
		n++
		var t Tree
		rest, err := t.read(strings.Fields(line), features)
		if err == nil && len(rest) > 0 {
			err = errors.New("there is more after the tree")
		}
		if err != nil {
			return nil, fmt.Errorf("tree %d: %w", n, err)
		}
		f = append(f, t)
	}
	return f, nil
}

// read appends the node that the words begin with and all below it, and returns the
// words after them.
func (t *Tree) read(words []string, features int) (rest []string, err error) {
	if len(words) == 0 {
		return nil, errors.New("the tree ends early")
	}
	at := len(*t)
	feature, below, inner := strings.Cut(words[0], "<")
	if !inner {
		value, err := finite(words[0])
		*t = append(*t, Node{Feature: -1, Value: value})
		return words[1:], err
	}
	n := Node{Left: at + 1}
	if n.Feature, err = strconv.Atoi(feature); err == nil {
		n.Below, err = finite(below)
	}
	if err == nil && (n.Feature < 0 || n.Feature >= features) {
		err = fmt.Errorf("there is no feature %d", n.Feature)
	}
	if err != nil {
		return nil, err
	}
	*t = append(*t, n)
	if rest, err = t.read(words[1:], features); err != nil {
		return nil, err
	}
	(*t)[at].Right = len(*t)
	return t.read(rest, features)
}
