// Runs the emulator telegram-test-api and plays a reader: it sends the
// questions of standard input, one a line, and prints each answer as JSON. The
// arguments are the folder with node_modules, the bot's token and "webhook" if
// that is to be waited for.
const path = require('path');
const [modules, token, mode] = process.argv.slice(2);
const TelegramServer = require(path.join(modules, 'node_modules', 'telegram-test-api'));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

(async () => {
  const net = require('net').createServer();
  const port = await new Promise((done) => net.listen(0, '127.0.0.1', () => done(net.address().port)));
  await new Promise((done) => net.close(done));
  const server = new TelegramServer({port, host: '127.0.0.1', storage: 'RAM', storeTimeout: 120});
  await server.start();
  console.log(JSON.stringify({url: `http://127.0.0.1:${port}`}));
  const client = server.getClient(token, {timeout: 20000});
  while (mode === 'webhook' && !server.webhooks[token]) await pause(20);
  const lines = require('readline').createInterface({input: process.stdin}); // after the last wait: it loses lines
  for await (const line of lines) {
    await client.sendMessage(client.makeMessage(line));
    const {result} = await client.getUpdates();
    for (const u of result) console.log(JSON.stringify({question: line, answer: u.message.text, mode: u.message.parse_mode}));
  }
  await server.stop();
  process.exit(0);
})().catch((err) => { console.error(err); process.exit(1); });
