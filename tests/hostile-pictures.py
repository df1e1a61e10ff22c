"""Labels that attack pictures: hostile-pictures.py FOLDER [SHARED]

Writes journeys whose every text is an attack, draws them in every view with `journey` of the path, and parses the
results with readers that know nothing of us: SVG with expat, DOT with Graphviz. A picture may hold the elements and
attributes of our closed set and no address; a label may be nothing but text. A file that is refused is drawn in no
way, and no run may end by a signal. SHARED is a folder of more attacks. Prints what was done; status 1 when one
of them got through.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

OWN = [
    '<script>alert(1)</script>', '</text></svg><script>alert(1)</script>', '<svg onload=alert(1)>',
    '"><image href="http://example.org/x.png"/>', "' onmouseover='alert(1)", ']]><!--', '--><script>', '<![CDATA[',
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;', '<?xml-stylesheet href="x"?>', '&lt;script&gt;',
    '&#60;script&#62;', '&amp;amp;', '&unknown;', '<a href="javascript:alert(1)">x</a>', 'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>', 'url(http://example.org)', 'url(#a)', '</style><style>*{fill:red}',
    '} .card { fill: url(http://example.org/x) } {', '@import "http://example.org/x.css";', '<foreignObject><b>x</b></foreignObject>',
    '<use href="#a"/>', '<TABLE><TR><TD>x</TD></TR></TABLE>', '<IMG SRC="/etc/passwd"/>', '<<b>x</b>>', '\\N \\G \\E \\T \\H \\L',
    '\\n \\l \\r \\\\', '\\', 'x\\', '\\"', '"]; b [URL="javascript:alert(1)"', '"; image="/etc/passwd', '}; graph { a -- b }',
    '/* */ // #', '%n %s %%', '{a|b}|<port>', '12 -#000000 T 0 0 0', '\u202eevil\u202c', '\u2066isolate\u2069', '\u200f\u200e\u061c',
    '\u0645\u0631\u062d\u0628\u0627', '\u05e9\u05dc\u05d5\u05dd', '\ufeffmark', '\u00a0', '\u200b', '\u2028line\u2029', '\ufffd',
    'e\u0301\u0302\u0303' * 20, '\U0001f469\u200d\U0001f469\u200d\U0001f467', '\U0001f1e9\U0001f1ea', '\u8a9e' * 80, 'W' * 80,
    'long ' * 60, ' ', 'https://example.org/?a=1&b=2#c', '=1+1', '$(id)', '`id`', '${{ secrets.X }}', '::error::x', '##[x]',
]

# Bytes that no label may bring in at all: refused, or shown as a replacement.
RAW = [b'\x00', b'\x1b[31mred', b'\x07', b'\x7f', b'\xff\xfe', b'\xc3(', b'\xed\xa0\x80', b'\xf4\x90\x80\x80', b'\xe2\x82', b'\xc0\xaf',
       b'a\x08b', b'\x9b31m', b'\xef\xbf\xbf', b'\r', b'\n', b'\t']

# Labels that may have to be drawn one by one, so that the test takes seconds.
ALONE_MOST = 10
BATCH = 100

VIEWS = ['map', 'blueprint', 'emotion', 'flow', 'trace', 'partners']

ELEMENTS = {
    'svg': 'id class width height viewBox role aria-labelledby aria-describedby font-family font-size',
    'title': 'id', 'desc': 'id', 'style': '', 'g': 'class id role data-line', 'a': 'href',
    'rect': 'class fill stroke stroke-width stroke-dasharray x y width height rx',
    'circle': 'class fill stroke stroke-width stroke-dasharray cx cy r',
    'line': 'class fill stroke stroke-width stroke-dasharray x1 y1 x2 y2',
    'polygon': 'class fill stroke stroke-width stroke-dasharray stroke-linejoin points',
    'path': 'class fill stroke stroke-width stroke-dasharray stroke-linecap d',
    'text': 'class fill stroke stroke-width x y direction text-anchor font-size font-weight font-style',
}
# Of attributes that could carry anything: what they must look like.
FORM = {
    'href': r'https://host/[^"<>\s]*#L[0-9]+', 'id': r'[A-Za-z0-9_-]+', 'fill': r'none|#[0-9a-f]{6}', 'stroke': r'none|#[0-9a-f]{6}',
    'class': r'[a-z0-9 -]+', 'role': r'graphics-document|graphics-object', 'd': r'[MCZ0-9. -]+', 'points': r'[0-9. -]+',
    'aria-labelledby': r'[A-Za-z0-9_-]+', 'aria-describedby': r'[A-Za-z0-9_-]+', 'font-family': r'[A-Za-z ,-]+',
}
STYLE = re.compile(r'@media \(prefers-color-scheme: dark\) \{\n(\.journey-light [a-z0-9 .-]+ '
                   r'\{ fill: (none|#[0-9a-f]{6}); stroke: (none|#[0-9a-f]{6}) \}\n)*\}')
DOT_ATTRIBUTES = set('''_background bgcolor tooltip splines pad outputorder charset shape style fixedsize margin fontname label
    pos width height color fillcolor penwidth fontcolor fontsize name directed strict objects edges _gvid bb xdotversion
    _draw_ _ldraw_ _subgraph_cnt'''.split())

bad = []
# What Graphviz makes of them; an `a` without an address is a tip.
GRAPHVIZ = set('svg g title polygon polyline path text ellipse a'.split())

bad = []


def fail(what, label):
    bad.append(what)
    print(f'{what}: {label[:3]!a}')


def quoted(label):
    """A text of the language."""
    if isinstance(label, bytes):
        return b'"' + label + b'"'
    return b'"' + label.replace('\\', '\\\\').replace('"', '\\"').encode('utf-8', 'surrogatepass') + b'"'


def journey(labels):
    """A journey with each label in every place of a touchpoint, and the first wherever else text stands."""
    at = quoted(labels[0])
    lines = [b'brand b %s { promise %s }' % (at, at), b'partner q %s' % at, b'channel c %s { kind voice }' % at,
             b'persona p %s { goal %s }' % (at, at), b'journey j %s {' % at, b' brand b', b' persona p', b' owner %s' % at,
             b' scale -5 to +5', b' stage s %s {' % at]
    for i, label in enumerate(labels):
        one = quoted(label)
        lines += [b'  touchpoint t%d %s {' % (i, one), b'   channel c', b'   delivered by q', b'   owner %s' % one,
                  b'   feels %d %s' % (i % 9 - 4, one), b'   pain %s severity high' % one, b'   opportunity %s' % one,
                  b'   frontstage %s' % one, b'   backstage %s' % one, b'   evidence %s' % one]
        if i + 1 < len(labels):
            lines.append(b'   then t%d when %s' % (i + 1, one))
        lines.append(b'  }')
    return b'\n'.join(lines + [b' }', b'}', b''])


def check_svg(path, view, labels):
    """The closed set, and no id twice."""
    seen = set()
    for element in tree.parse(path).iter():
        name = element.tag.removeprefix('{http://www.w3.org/2000/svg}')
        allowed = ELEMENTS.get(name)
        if allowed is None:
            fail(f'{view}: an element {name}', labels)
            continue
        for key, value in element.attrib.items():
            if key not in allowed.split() or not re.fullmatch(FORM.get(key, '[A-Za-z0-9 .-]+'), value):
                fail(f'{view}: {name} has {key}={value!a}', labels)
            if key == 'id' and value in seen:
                fail(f'{view}: the id {value} twice', labels)
            seen.add(value if key == 'id' else None)
        if name == 'style' and not STYLE.fullmatch(element.text):
            fail(f'{view}: a style', labels)


def check_dot(path, view, labels):
    """What Graphviz reads: no attribute but ours, no label of HTML."""
    read, drawn = path + '.json', path + '.svg'
    run = subprocess.run(['neato', '-n2', '-Tjson0', '-o', read, '-Tsvg', '-o', drawn, path], capture_output=True, timeout=60, check=False)
    if run.returncode != 0:
        fail(f'{view}: Graphviz refuses the DOT', labels)
        return
    graph = json.loads(pathlib.Path(read).read_text(encoding='utf-8', errors='replace'), strict=False)
    for thing in [graph] + graph.get('objects', []) + graph.get('edges', []):
        for key in thing:
            if key not in DOT_ATTRIBUTES:
                fail(f'{view}: DOT has an attribute {key}', labels)
    for element in tree.parse(drawn).iter():
        name = element.tag.removeprefix('{http://www.w3.org/2000/svg}')
        if name not in GRAPHVIZ or any(key.endswith('href') or key.startswith('on') for key in element.attrib):
            fail(f'{view}: Graphviz draws {name} {element.attrib}', labels)


def draw(folder, labels, views):
    """True when the file was drawn; refusing it is right too."""
    source, drawn = os.path.join(folder, 'hostile.journey'), False
    pathlib.Path(source).write_bytes(journey(labels))
    for view in views:
        for form in 'svg', 'dot':
            out = os.path.join(folder, 'hostile.' + form)
            pathlib.Path(out).unlink(missing_ok=True)
            run = subprocess.run(['journey', 'render', '--view', view, '--portable-text', '--source-link', 'https://host/x#L{line}',
                                  source, '-o', out], capture_output=True, timeout=120, check=False)
            if run.returncode not in (0, 1):
                fail(f'{view}: status {run.returncode}, {run.stderr[-200:]!a}', labels)
            if b'\x1b' in run.stderr:
                fail(f'{view}: an escape in a message', labels)
            if run.returncode == 0:
                drawn = True
                (check_svg if form == 'svg' else check_dot)(out, view, labels)
    return drawn


def strings(value):
    """All texts in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def shared(folder):
    """The attacks of a folder: strings of JSON, and lines of text."""
    for path in sorted(pathlib.Path(folder).rglob('*')):
        if path.suffix == '.json' and path.parent.name in ('sink', 'text', 'xss'):
            yield from strings(json.loads(path.read_text(encoding='utf-8')))
        elif path.suffix in ('.txt', '.svg') and path.parent.name in ('xss', 'sqli', 'path', 'unicode', 'text'):
            yield from path.read_text(encoding='utf-8', errors='replace').splitlines()


def is_a_line(label):
    """What a text of the language may hold; the rest is refused, and tried by itself."""
    return not re.search('[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]', label)


def draw_all(folder, labels, views):
    """How many are drawn; one that the language refuses does not keep the others from it."""
    if not labels or draw(folder, labels, views) or len(labels) == 1:
        return len(labels) if labels and os.path.exists(os.path.join(folder, 'hostile.svg')) else 0
    half = len(labels) // 2
    return draw_all(folder, labels[:half], views) + draw_all(folder, labels[half:], views)


def main():
    folder, labels, views = sys.argv[1], list(OWN), VIEWS
    if len(sys.argv) > 2:
        labels, views = [label[:400] for label in dict.fromkeys(shared(sys.argv[2])) if label], ['map']
    lines = [label for label in labels if is_a_line(label)]
    drawn = sum(draw_all(folder, lines[at:at + BATCH], views) for at in range(0, len(lines), BATCH))
    alone = [label for label in labels if not is_a_line(label)][:ALONE_MOST]
    for label in alone + [b'a' + raw + b'b' for raw in RAW]:
        draw(folder, [label], views)
    print(f'{drawn} of {len(lines)} labels drawn in {" ".join(views)}: {"inert" if not bad else "NOT INERT"}')
    return bool(bad)


sys.exit(main())
