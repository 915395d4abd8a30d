package card

import (
	"image"

	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// canvas is the picture while it is drawn. Whoever draws on it knows the ground.
type canvas struct {
	img *image.Paletted
}

func newCanvas(height int) *canvas {
	return &canvas{image.NewPaletted(image.Rect(0, 0, Width, height), palette())}
}

// rect fills a rectangle.
func (c *canvas) rect(r image.Rectangle, i ink) {
	r = r.Intersect(c.img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := c.img.Pix[c.img.PixOffset(r.Min.X, y) : c.img.PixOffset(r.Max.X-1, y)+1]
		for x := range row {
			row[x] = i.solid()
		}
	}
}

// rounded fills a rectangle with round corners.
func (c *canvas) rounded(r image.Rectangle, radius int, i ink) {
	inner := r.Inset(radius)
	for _, p := range []image.Point{inner.Min, {inner.Max.X, inner.Min.Y}, {inner.Min.X, inner.Max.Y}, inner.Max} {
		c.circle(p, radius, i)
	}
	c.rect(image.Rect(inner.Min.X, r.Min.Y, inner.Max.X, r.Max.Y), i)
	c.rect(image.Rect(r.Min.X, inner.Min.Y, r.Max.X, inner.Max.Y), i)
}

// circle fills a circle around a point.
func (c *canvas) circle(at image.Point, radius int, i ink) {
	const k = 0.5523 // how far the handles of a quarter of a circle reach, of its radius
	r := float32(radius)
	z := vector.NewRasterizer(2*radius, 2*radius)
	z.MoveTo(2*r, r)
	z.CubeTo(2*r, r+k*r, r+k*r, 2*r, r, 2*r)
	z.CubeTo(r-k*r, 2*r, 0, r+k*r, 0, r)
	z.CubeTo(0, r-k*r, r-k*r, 0, r, 0)
	z.CubeTo(r+k*r, 0, 2*r, r-k*r, 2*r, r)
	z.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, 2*radius, 2*radius))
	z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	c.stamp(mask.Rect.Add(at.Sub(image.Pt(radius, radius))), mask, image.Point{}, i)
}

// text writes a line of drawable text, its baseline at y.
func (c *canvas) text(x, y int, s string, f *typeface, i ink) {
	dot := fixed.P(x, y)
	for _, r := range s {
		// A glyph that cannot be loaded leaves its place blank.
		at, mask, from, advance, ok := f.face.Glyph(dot, r)
		if alpha, isAlpha := mask.(*image.Alpha); ok && isAlpha {
			c.stamp(at, alpha, from, i)
		}
		dot.X += advance
	}
}

// para writes a text from y down and returns where it ends.
func (c *canvas) para(x, y int, p para, f *typeface, i ink) int {
	for _, line := range p.lines {
		c.text(x, y+f.baseline(), line, f, i)
		y += f.line()
	}
	return y
}

// stamp draws the part of a mask that begins at from into a rectangle.
func (c *canvas) stamp(to image.Rectangle, mask *image.Alpha, from image.Point, i ink) {
	shift := from.Sub(to.Min)
	to = to.Intersect(c.img.Rect)
	for y := to.Min.Y; y < to.Max.Y; y++ {
		for x := to.Min.X; x < to.Max.X; x++ {
			level := (int(mask.AlphaAt(x+shift.X, y+shift.Y).A)*(levels-1) + 127) / 255
			if level == 0 {
				continue
			}
			p := &c.img.Pix[c.img.PixOffset(x, y)]
			if next := i.index(uint8(level)); *p < i.index(0) || *p > i.solid() || *p < next {
				*p = next // of two glyphs that touch, the darker counts
			}
		}
	}
}
