// Package monitor lets operators see how the bot is: whether it works, whether it
// answers, and how much, over HTTP.
//
//	m := monitor.New(monitor.Options{Story: stand, Size: size})
//	p := m.Platform("telegram")
//	bot, err := telegram.New(telegram.Options{
//		Answerer:  p.Answerer(stand),
//		Transport: p.Transport(telegram.NewTransport(), telegram.Route),
//		Connected: p.Connected,
//		...
//	})
//	p.Queue(bot.Queue)
//	server, err := monitor.Listen("127.0.0.1:9464", m, monitor.ServerOptions{})
//	go server.Run(ctx)
//
// It serves:
//
//   - /healthz: 200 while the process works, 503 when a restart is called for: the
//     state file cannot be used, or a platform has ended for good;
//   - /readyz: 200 while each platform is connected, 503 otherwise, and each
//     platform's state as JSON;
//   - /metrics: numbers for Prometheus;
//   - /debug/pprof/, when asked for, at a loopback address only.
//
// Nothing of what it shows is about a single reader: labels have few values, all
// of which are names in the program, and never ids or texts.
//
// A Monitor and what it returns may be used concurrently. All that Server.Run
// starts has ended when it returns.
package monitor
