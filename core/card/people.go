package card

import (
	"image"
	"slices"
)

// fitPeople takes as many people as have room, from the first on, in two columns,
// and returns the height that they need.
func (s *sheet) fitPeople(sides []Side, room int) int {
	total := 0
	for _, side := range sides {
		total += len(side.People)
	}
	if total == 0 {
		return 0
	}
	if len(sides) == 1 && len(sides[0].People) > 1 {
		sides = halves(sides[0])
	}
	if placed, shown := s.place(sides, maxPeople); s.peopleHeight(placed, total-shown) > room {
		sides = slices.Clone(sides) // the longest first leave the least room blank
		slices.SortStableFunc(sides, func(x, y Side) int { return len(y.People) - len(x.People) })
	}
	low, high := 0, min(total, maxPeople) // how many have room: at least, at most
	for low < high {
		mid := (low + high + 1) / 2
		if placed, shown := s.place(sides, mid); s.peopleHeight(placed, total-shown) <= room {
			low = mid
		} else {
			high = mid - 1
		}
	}
	placed, shown := s.place(sides, low)
	s.morePeople = total - shown
	if shown == 0 {
		return 0
	}
	s.people = placed
	return s.peopleHeight(placed, s.morePeople)
}

// peopleHeight returns the height of two columns and of the line that tells how
// many people are left out.
func (s *sheet) peopleHeight(placed [columns][]sideBox, left int) int {
	h := max(s.columnHeight(placed[0]), s.columnHeight(placed[1]))
	if left > 0 {
		h += s.moreLine()
	}
	return h
}

// halves parts people of one side into two columns.
func halves(side Side) []Side {
	n := (len(side.People) + 1) / 2
	return []Side{{side.Name, side.People[:n]}, {side.Name, side.People[n:]}}
}

// place puts the first most people into two columns, each side where it comes to
// stand higher. It returns how many can be drawn.
func (s *sheet) place(sides []Side, most int) (placed [columns][]sideBox, shown int) {
	var heights [columns]int
	for _, side := range sides {
		n := min(len(side.People), most)
		if n == 0 {
			continue
		}
		most -= n
		box, ok := s.side(Side{side.Name, side.People[:n]}, panelWidth)
		if !ok || len(box.people) == 0 {
			continue
		}
		shown += len(box.people)
		box.more = 0 // all that are left out are counted in one line
		column := 0
		if heights[1] < heights[0] {
			column = 1
		}
		heights[column] += s.panelHeight(&box) + panelGap
		placed[column] = append(placed[column], box)
	}
	return placed, shown
}

// columnHeight returns the height of a column of panels.
func (s *sheet) columnHeight(boxes []sideBox) int {
	h := 0
	for i := range boxes {
		h += s.panelHeight(&boxes[i]) + panelGap
	}
	return h
}

// drawPeople draws the columns from y down and returns where they end.
func (s *sheet) drawPeople(c *canvas, y int) int {
	end := y
	for column, boxes := range s.people {
		top := y
		for i := range boxes {
			height := s.panelHeight(&boxes[i])
			s.drawPanel(c, image.Pt(margin+column*(panelWidth+panelGap), top), panelWidth, height, &boxes[i])
			top += height + panelGap
		}
		end = max(end, top)
	}
	if end == y {
		return y
	}
	return s.drawMore(c, end, s.morePeople)
}
