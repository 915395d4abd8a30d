// Package views are replies to commands rather than to questions: who is in
// the story, what they said, what happened when. They are plain functions over
// a knowledge base, the same on each platform, and may be longer than an
// answer: adapters split them.
package views
