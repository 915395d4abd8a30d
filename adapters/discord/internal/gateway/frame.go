package gateway

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/gorilla/websocket"
)

// Opcodes. Discord: Gateway Opcodes.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// frame is what both sides send.
type frame struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s,omitempty"`
	Type string          `json:"t,omitempty"`
}

// readFrame reads what Discord sent. An error is errGarbage.
func readFrame(kind int, text []byte) (frame, error) {
	f := frame{Op: -1}
	if kind != websocket.TextMessage {
		return f, fmt.Errorf("%w: a binary message", errGarbage)
	}
	if err := json.Unmarshal(text, &f); err != nil {
		return f, fmt.Errorf("%w: %w", errGarbage, err)
	}
	if f.Op < 0 || f.Op == opDispatch && (f.Type == "" || f.Seq < 1) {
		return f, fmt.Errorf("%w: it lacks a field", errGarbage)
	}
	return f, nil
}

// interval is how often Discord wants a heartbeat, by its greeting.
func (f frame) interval() (time.Duration, error) {
	var hello struct {
		Interval int64 `json:"heartbeat_interval"` // ms
	}
	err := json.Unmarshal(f.Data, &hello)
	if err == nil && (hello.Interval < 1 || hello.Interval > int64(time.Hour/time.Millisecond)) {
		err = fmt.Errorf("a heartbeat interval of %d ms", hello.Interval)
	}
	if err != nil {
		return 0, fmt.Errorf("%w: %w", errGarbage, err)
	}
	return time.Duration(hello.Interval) * time.Millisecond, nil
}

// command is a frame of ours.
type command struct {
	Op   int `json:"op"`
	Data any `json:"d"`
}

// resume is the data of opResume.
type resume struct {
	Token   string `json:"token"`
	Session string `json:"session_id"`
	Seq     int64  `json:"seq"`
}
