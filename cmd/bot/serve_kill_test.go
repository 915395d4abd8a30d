package main_test

import (
	"math/rand/v2"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"dragoman/adapters/telegram/telegramtest"
)

// The real binary is killed at random moments while 200 questions arrive in 20
// chats. Each is answered with the right words, in the order of the chat (a webhook has none
// after a restart: Telegram brings what it has all at once), and at
// most the one of a chat that was being answered at a kill once more.
//
// Each process has an address of its own at the API server, which is closed when
// it is killed: all that it had sent is accepted then, and what has a higher
// message id is its successors'. A chat is served in order, and a question is
// noted as answered before the next one is begun. So what is answered again must
// have been the last answer of its process in this chat.
func TestServeSurvivesKills(t *testing.T) {
	for _, mode := range []string{"polling", "webhook"} {
		t.Run(mode, func(t *testing.T) {
			api := telegramtest.NewServer(botToken)
			defer api.Close()
			var args []string
			if mode == "webhook" {
				address := freeAddress(t)
				args = []string{"--telegram-webhook", "http://" + address + "/hook", "--telegram-webhook-listen", address}
			}
			state := filepath.Join(t.TempDir(), "state.db")
			quiz := &quiz{api: api, asked: make(map[int64]asked)}
			var ends []int64 // below which message ids a process and those before it sent
			for !quiz.over() {
				front := httptest.NewServer(api)
				p := serve(t, front.URL, state, args...)
				quiz.run(t, 5+rand.IntN(25))
				<-time.After(time.Duration(rand.IntN(3000)) * time.Microsecond) // anywhere between two answers
				p.kill()
				front.CloseClientConnections()
				front.Close() // when the last call is done
				ends = append(ends, api.NextMessage())
			}
			ready := readyCalls(api, mode)
			p := serve(t, api.URL, state, args...)
			readyAgain(t, api, mode, ready)
			quiz.await(t)
			api.AwaitConfirmed(t)
			p.cmd.Process.Signal(syscall.SIGTERM)
			if err := <-p.done; err != nil {
				t.Errorf("ended with %v:\n%s", err, p.log)
			}
			p.done <- nil
			twice := quiz.check(t, ends, mode == "polling")
			t.Logf("%d questions, %d kills, %d answered again", len(quiz.asked), len(ends), twice)
		})
	}
}

// readyCall is what a bot calls when updates begin to come.
func readyCall(mode string) string {
	if mode == "webhook" {
		return "setWebhook"
	}
	return "getUpdates"
}

func readyCalls(api *telegramtest.Server, mode string) int { return len(api.Calls(readyCall(mode))) }

func readyAgain(t *testing.T, api *telegramtest.Server, mode string, before int) {
	t.Helper()
	api.AwaitCalls(t, readyCall(mode), before+1)
}

// quiz asks questions in many chats and looks at the answers.
type quiz struct {
	api   *telegramtest.Server
	asked map[int64]asked // by message
}

type asked struct {
	chat int64
	want string // what the answer begins with
}

const (
	quizQuestions = 200
	quizChats     = 20
	quizWaiting   = 40 // questions that wait for an answer at any time
)

func (q *quiz) over() bool { return len(q.asked) == quizQuestions }

// run asks on until some more answers have come, or all is asked.
func (q *quiz) run(t *testing.T, answers int) {
	t.Helper()
	for before := len(q.api.Sent(0)); !q.over(); {
		for len(q.asked) < quizQuestions && len(q.asked) < q.answered(q.api.Sent(0))+quizWaiting {
			q.ask(len(q.asked))
		}
		now := len(q.api.Sent(0))
		if now >= before+answers {
			return
		}
		q.api.Until(t, "another answer", func() bool { return len(q.api.SentLocked()) > now })
	}
}

func (q *quiz) ask(n int) {
	kinds := []struct{ question, want string }{
		{"how long is the harbour closed?", "For a week."},
		{"how often did the fishermen ask for help?", "Twice."},
	}
	kind := kinds[n/quizChats%len(kinds)]
	chat := -1000 - int64(n%quizChats)
	id := q.api.SayIn(map[string]any{"id": chat, "type": "supergroup", "title": "G"}, int64(n+1), "/ask "+kind.question, nil)
	q.asked[id] = asked{chat, kind.want}
}

func (q *quiz) answered(sent []telegramtest.Message) int {
	answers := make(map[int64]bool)
	for _, m := range sent {
		answers[m.ReplyTo] = true
	}
	return len(answers)
}

// await waits until all questions are answered.
func (q *quiz) await(t *testing.T) {
	t.Helper()
	q.api.Until(t, "all questions to be answered", func() bool { return q.answered(q.api.SentLocked()) == len(q.asked) })
}

// check looks at all answers; it returns how many came again.
func (q *quiz) check(t *testing.T, ends []int64, ordered bool) (again int) {
	t.Helper()
	byChat := make(map[int64][]telegramtest.Message)
	for _, m := range q.api.Sent(0) {
		a, ok := q.asked[m.ReplyTo]
		switch {
		case !ok || a.chat != m.Chat:
			t.Errorf("an answer to nothing: %+v", m)
			continue
		case !strings.HasPrefix(m.Text, a.want):
			t.Errorf("%q, not %q", m.Text, a.want)
		}
		byChat[m.Chat] = append(byChat[m.Chat], m)
	}
	process := func(m telegramtest.Message) int { n, _ := slices.BinarySearch(ends, m.ID); return n }
	total := 0
	for chat, sent := range byChat {
		before := make(map[int64]int) // places of the questions answered so far
		last := int64(0)
		for i, m := range sent {
			was, repeated := before[m.ReplyTo]
			before[m.ReplyTo] = i
			if repeated {
				again++
				if process(sent[was]) == process(sent[was+1]) {
					t.Errorf("chat %d: %d is answered again, though it was not being answered at a kill", chat, m.ReplyTo)
				}
				continue
			}
			total++
			if ordered && m.ReplyTo < last {
				t.Errorf("chat %d: %d is answered after %d", chat, m.ReplyTo, last)
			}
			last = max(last, m.ReplyTo)
		}
	}
	if total != len(q.asked) {
		t.Errorf("%d of %d questions are answered", total, len(q.asked))
	}
	return again
}
