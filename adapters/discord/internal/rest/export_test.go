package rest

// Limits is how many limits the client remembers.
func (c *Client) Limits() int {
	l := c.transport.limits
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.buckets)
}
