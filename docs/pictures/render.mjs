// Draws the recorded messages of this folder as Discord shows them.
//
//	node render.mjs FOLDER [NAME...]
//
// FOLDER is where @skyra/discord-components-core and esbuild are installed;
// CHROMIUM names the browser, "chromium" if it is not set. NAME.json becomes
// NAME-dark.png and NAME-light.png; without names, each file does.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const [folder, ...only] = process.argv.slice(2);
if (!folder) {
	console.error('usage: node render.mjs FOLDER [NAME...]');
	process.exit(2);
}
const width = 640; // of a picture, in CSS pixels

const html = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

// inline writes a line of our markdown: bold, a link, and escaped text.
function inline(line) {
	return line.replace(/\\([!-/:-@[-`{-~])|\*\*((?:\\.|[^\\])+?)\*\*|\[([^\]]+)\]\(<([^>]+)>\)|<(https?:[^>]+)>|[&<>"]/g,
		(all, escaped, bold, text, url, bare) => {
			if (escaped) return html(escaped);
			if (bold) return `<discord-bold>${inline(bold)}</discord-bold>`;
			if (text) return `<discord-link href="${html(url)}">${html(text)}</discord-link>`;
			if (bare) return `<discord-link href="${html(bare)}">${html(bare)}</discord-link>`;
			return html(all);
		});
}

// markdown writes lines: quotes, small print, and text.
function markdown(text) {
	let out = '';
	let quote = [];
	const end = () => {
		if (quote.length) out += `<discord-quote>${quote.join('<br>')}</discord-quote>`;
		quote = [];
	};
	for (const line of text.split('\n')) {
		if (line.startsWith('> ')) {
			quote.push(inline(line.slice(2)));
			continue;
		}
		end();
		if (line.startsWith('-# ')) out += `<discord-subscript>${inline(line.slice(3))}</discord-subscript>`;
		else out += `<div class="line">${inline(line)}</div>`;
	}
	end();
	return out;
}

function embed(e) {
	const fields = (e.fields ?? []).map((f) =>
		`<discord-embed-field field-title="${html(inline(f.name))}">${markdown(f.value)}</discord-embed-field>`);
	return `<discord-embed slot="embeds" color="#${(e.color ?? 0).toString(16).padStart(6, '0')}"`
		+ ` embed-title="${inline(e.title ?? '')}" ${e.url ? `url="${html(e.url)}"` : ''}>`
		+ (e.description ? `<discord-embed-description slot="description">${markdown(e.description)}</discord-embed-description>` : '')
		+ (fields.length ? `<discord-embed-fields slot="fields">${fields.join('')}</discord-embed-fields>` : '')
		+ (e.footer ? `<discord-embed-footer slot="footer">${html(e.footer.text)}</discord-embed-footer>` : '')
		+ '</discord-embed>';
}

function buttons(rows) {
	if (!rows.length) return '';
	const types = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'destructive' };
	const button = (b) => `<discord-button type="${types[b.style]}">${b.emoji?.name ?? ''}${html(b.label ?? '')}</discord-button>`;
	const row = (r) => `<discord-action-row>${r.components.map(button).join('')}</discord-action-row>`;
	return `<discord-attachments slot="components">${rows.map(row).join('')}</discord-attachments>`;
}

// avatar is a disc with a letter.
function avatar(letter, colour) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colour}"/>`
		+ `<text x="20" y="28" font-family="sans-serif" font-size="22" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
	return 'data:image/svg+xml,' + encodeURIComponent(svg);
}

function page(scene, light, script) {
	const messages = scene.messages.map((m, i) => `
<discord-message author="Dragoman" bot avatar="${avatar('D', '#2f6fab')}" timestamp="Today at 12:00">
${i === 0 ? `<discord-command slot="reply" author="${scene.reader}" avatar="${avatar(scene.reader[0], '#8a5a44')}" command="${scene.command}"></discord-command>` : ''}
${m.content ? markdown(m.content) : ''}${m.embeds.map(embed).join('')}${buttons(m.components)}
</discord-message>`);
	return `<!doctype html><meta charset="utf-8">
<style>
body { margin: 0; background: ${light ? '#fff' : '#36393e'} }
discord-messages { border: 0; min-height: 0 }
.line { min-height: 1.375em }
discord-message { white-space: normal }
</style>
<discord-messages ${light ? 'light-theme' : ''}>${messages.join('')}</discord-messages>
<script>${script.replaceAll('</script', '<\\/script')}</script>
<script>
addEventListener('load', () => setTimeout(() => {
	document.body.dataset.height = Math.ceil(document.querySelector('discord-messages').getBoundingClientRect().height) + 16;
}, 200));
</script>`;
}

const require = createRequire(join(resolve(folder), 'index.js'));
const bundle = require('esbuild').buildSync({
	stdin: { contents: "import '@skyra/discord-components-core';", resolveDir: resolve(folder) },
	bundle: true, write: false, minify: true, format: 'iife', logLevel: 'error',
});
const script = bundle.outputFiles[0].text;

const scratch = mkdtempSync(join(tmpdir(), 'pictures-'));
const chromium = (...args) => execFileSync(process.env.CHROMIUM ?? 'chromium', [
	'--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--virtual-time-budget=3000',
	`--user-data-dir=${join(scratch, 'profile')}`, ...args,
], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 });

try {
	const files = only.length ? only.map((n) => n + '.json') : readdirSync(here).filter((f) => f.endsWith('.json'));
	for (const file of files) {
		const scene = JSON.parse(readFileSync(join(here, file), 'utf8'));
		for (const theme of ['dark', 'light']) {
			const source = join(scratch, 'page.html');
			writeFileSync(source, page(scene, theme === 'light', script));
			const dom = chromium(`--window-size=${width},2000`, '--dump-dom', 'file://' + source);
			const height = Number(/data-height="(\d+)"/.exec(dom)?.[1]);
			if (!height) throw new Error(`${file}: the page was not drawn`);
			const picture = join(here, `${basename(file, '.json')}-${theme}.png`);
			chromium(`--window-size=${width},${height}`, '--force-device-scale-factor=1.25', `--screenshot=${picture}`, 'file://' + source);
			console.log(basename(picture));
		}
	}
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
