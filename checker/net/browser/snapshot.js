// Returns the page as markup: open shadow roots in place of what they replace, frames of the same site in `srcdoc`.
// Without recursion, because pages nest as deep as they like, and never longer than `limit` characters.
(limit) => {
  const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
  const RAW = new Set(['script', 'style']);
  const NOT_SHOWN = new Set(['noscript', 'noembed', 'noframes']);  // where scripts run
  const RENAMED = {xmp: 'pre', plaintext: 'pre', frame: 'iframe'};  // what cannot be closed, or holds no text in markup
  const FRAMES_DEEP = 3;
  let left = limit;
  let cut = false;

  // A field named "childNodes" hides the form's own `childNodes`: ask the prototype, which no page can hide.
  const reader = (type, key) => {
    const {get} = Object.getOwnPropertyDescriptor(type.prototype, key);
    return (node) => get.call(node);
  };
  const typeOf = reader(Node, 'nodeType');
  const below = reader(Node, 'childNodes');
  const above = reader(Node, 'parentNode');
  const nameOf = reader(Element, 'localName');
  const attributes = reader(Element, 'attributes');
  const shadow = reader(Element, 'shadowRoot');
  const rootOf = reader(Document, 'documentElement');

  const escaped = (text) => text.replace(/&/g, '&amp;').replace(/\u00a0/g, '&nbsp;').replace(/</g, '&lt;')
    .replace(/>/g, '&gt;').replace(/"/g, '&quot;');

  const framed = (element, depth) => {
    try {
      const inner = depth < FRAMES_DEEP && element.contentDocument;
      return inner ? markup(inner, depth + 1) : null;
    } catch {
      return null;  // of another site
    }
  };
  const opening = (element, name, depth) => {
    const inner = name === 'iframe' ? framed(element, depth) : null;
    let tag = '<' + name;
    for (const {name: key, value} of attributes(element)) {
      if (key !== 'srcdoc' || inner === null) tag += ` ${key}="${escaped(value)}"`;
    }
    return tag + (inner === null ? '' : ` srcdoc="${escaped(inner)}"`) + '>';
  };
  const children = (element, name) => {
    if (name === 'iframe') return [];
    if (element instanceof HTMLTemplateElement) return below(element.content);
    if (element instanceof HTMLSlotElement) {  // a drawing may hold elements of the same name that are none
      const given = element.assignedNodes({flatten: true});
      if (given.length) return given;
    }
    return below(shadow(element) || element);
  };
  const words = (node) => {
    const parent = above(node);
    const raw = parent && typeOf(parent) === Node.ELEMENT_NODE && RAW.has(nameOf(parent));
    return raw ? node.data.replace(/<\//g, '<\\/') : escaped(node.data);
  };
  const markup = (root, depth) => {
    const parts = [];
    const put = (text) => {
      cut ||= text.length > left;
      if (cut) return;
      left -= text.length;
      parts.push(text);
    };
    const todo = [rootOf(root), '<!DOCTYPE html>'];
    while (todo.length && !cut) {
      const node = todo.pop();
      if (typeof node === 'string') put(node);
      else if (node && typeOf(node) === Node.TEXT_NODE) put(words(node));
      else if (node && typeOf(node) === Node.ELEMENT_NODE && !NOT_SHOWN.has(nameOf(node))) {
        const name = RENAMED[nameOf(node)] || nameOf(node);
        put(opening(node, name, depth));
        if (VOID.has(name)) continue;
        todo.push(`</${name}>`);
        const inside = children(node, name);
        for (let at = inside.length - 1; at >= 0; at--) todo.push(inside[at]);
      }
    }
    return parts.join('');
  };

  const text = markup(document, 0);
  return {text: text.toWellFormed(), cut};
}
