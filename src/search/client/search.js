// Answers searches in the browser from the index beside this file. The analyser, the files and the ranking are
// specified in docs/search-format.md; src/search/ is the other implementation. start.js loads it once it is wanted.
// Written for ES2017; what browsers get is made of it by `npm run client --prefix tests/browser`.
(() => {
  'use strict';

  /* Files: chapter 2 */

  const api = window.bantinSearch;
  let head;

  const specOf = (family) => head.families[family] || [0, 0, 0, ''];

  const file = async (family, number) => {
    const [, files, groupBits, hashes] = specOf(family);
    const hash = hashes.substr(6 * (number >> groupBits), 6);
    if (number < files && hash && hash !== '------') return api.load(family + number, `${api.folder}${family}/${hash}/${number}.js`);
  };

  /** Names are spread over the files of a family. */
  const NAMES = 2 ** 32;
  const numberOf = (family, name) => Math.floor((name * specOf(family)[1]) / NAMES);
  const fileNamed = (family, name) => file(family, numberOf(family, name));

  const open = async () => {
    if (head) return head;
    const found = await api.load('head0', api.folder + 'head.js');
    if (!found || found.version !== 2) return;
    const classes = new Map();
    const item = /(\d)([^\dA-Z]*)([A-Z])/g;
    for (let before = '', next; (next = item.exec(found.syllables)); classes.set(before, next[3].charCodeAt(0) - 65)) {
      before = before.slice(0, next[1]) + next[2];
    }
    found.classes = classes;
    return (head = found);
  };

  /* Coding: chapter 3 */

  class Bits {
    /** What ids are counted from, and how many there are from there on, is each family's own. */
    constructor(text, family) {
      const [space, bulletins, recent] = head.ids;
      this.text = text;
      this.at = 0;
      this.first = family === 'f' ? 0 : 'uc'.includes(family) ? recent : bulletins;
      this.span = ('tb'.includes(family) ? recent : space) - this.first;
    }
    digit(at) {
      const code = this.text.charCodeAt(at);
      return code > 92 ? code - 36 : code - 35;
    }
    /** Up to 32 bits, the lowest first. */
    bits(count) {
      let value = 0;
      for (let done = 0; done < count; ) {
        const word = Math.floor(this.at / 13) * 2;
        const offset = this.at % 13;
        const take = Math.min(13 - offset, count - done);
        const bits = word + 1 < this.text.length ? this.digit(word) * 91 + this.digit(word + 1) : 0;
        value += ((bits >> offset) & ((1 << take) - 1)) * 2 ** done;
        done += take;
        this.at += take;
      }
      return value;
    }
    zeros() {
      const end = this.text.length * 6.5;
      let count = 0;
      while (this.at < end && !this.bits(1)) count++;
      return count;
    }
    gamma() {
      const count = this.zeros();
      return 2 ** count + this.bits(count);
    }
    rice(k) {
      return this.zeros() * 2 ** k + this.bits(k);
    }
    ids(count, take) {
      const k = log2(Math.floor(this.span / count));
      for (let next = 0; count-- > 0; next++) {
        next += this.rice(k);
        take((next + this.first) % head.ids[0]);
      }
    }
    list(left, into) {
      while (left > 0) {
        const code = this.bits(5);
        const count = Math.min(this.gamma(), left);
        left -= count;
        this.ids(count, (id) => into.push([code, id]));
      }
    }
    /** Calls `read` for each entry up to the one of a name, and says whether it is that one. */
    find(family, name, read) {
      const entries = this.gamma() - 1;
      const files = specOf(family)[1];
      const k = log2(Math.floor(NAMES / files / entries));
      let spelled = Math.ceil((numberOf(family, name) * NAMES) / files);
      for (let at = 0; at < entries; at++) {
        spelled += this.rice(k);
        if (spelled > name) return;
        read(spelled === name);
      }
    }
  }

  const log2 = (number) => 31 - Math.clz32(Math.max(number, 1));

  const finished = (hash) => {
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  };

  const nameOf = (term) => {
    let hash = 0x811c9dc5;
    for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
    return finished(hash);
  };

  /** What the index has of a term: `{variants, notice}`. */
  const termOf = async (name) => {
    const found = { name, variants: [], notice: false };
    const read = (family, blocks) => (text) => {
      if (!text) return;
      const bits = new Bits(text, family);
      bits.find(family, name, (wanted) => {
        let count = bits.gamma();
        const notice = count === 2;
        if (notice) count = bits.gamma() - 1;
        else if (count > 1) count--;
        for (let number = 0; number < count; number++) {
          const variant = { first: bits.rice(4), second: bits.rice(4), records: bits.gamma(), postings: [], blocks, number };
          bits.list(variant.records > 72 ? 48 : variant.records, variant.postings);
          if (wanted) found.variants.push(variant);
        }
        found.notice = found.notice || (wanted && notice);
      });
    };
    const [settled, recent] = await Promise.all([fileNamed('t', name), fileNamed('u', name)]);
    read('t', 'b')(settled);
    read('u', 'c')(recent);
    return found;
  };

  const recordsOf = (term) => term.variants.reduce((sum, variant) => sum + variant.records, 0);
  const isCut = (term) => term.variants.some((variant) => variant.postings.length < variant.records);

  /** Reads the rest of three lists of these terms, the first ones that are cut. */
  const lengthen = (terms) => {
    const cut = [].concat(...terms.map(({ name, variants }) => variants.map((variant) => [name, variant])));
    return Promise.all(
      cut.filter(([, { postings, records }]) => postings.length < records).slice(0, 3).map(async ([term, { number, blocks, postings }]) => {
        const name = finished((term + Math.imul(number, 0x9e3779b1)) ^ 0x85ebca77);
        const text = await fileNamed(blocks, name);
        if (!text) return;
        const bits = new Bits(text, blocks);
        bits.find(blocks, name, (wanted) => bits.list(bits.gamma(), wanted ? postings : []));
      })
    );
  };

  /** The pairs that begin with a word, and those that end with it. */
  const neighbours = async (fold) => {
    const items = (await fileNamed('w', nameOf(fold))) || [];
    const item = items.find(([word]) => word === fold);
    return item ? [item[1], item[2]] : [[], []];
  };

  /* Analyser: chapter 1 */

  const TONES = { '\u0300': 1, '\u0309': 2, '\u0303': 3, '\u0301': 4, '\u0323': 5 };
  const MARKS = { '\u0302': 1, '\u0306': 2, '\u031b': 2 };
  const LETTER =
    /[a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\u2dff\u2e80-\u2fff\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufefe\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc]/;

  /** A word while it is spelled. */
  class Word {
    constructor() {
      this.fold = '';
      this.length = this.tone = this.marks = this.last = 0;
      this.bearers = 0;
    }
    letter(letter, mark) {
      this.last = 0;
      if (this.length++ >= 32) return;
      this.fold += letter;
      if ('aeoud'.includes(letter) && this.bearers < 5) {
        this.last = 3 ** this.bearers++;
        this.marks += this.last * mark;
      }
    }
    mark(mark) {
      const before = this.last && Math.floor(this.marks / this.last) % 3;
      this.marks += this.last * Math.max(0, mark - before);
    }
    get signature() {
      return this.tone + 6 * this.marks;
    }
  }

  /** The tokens of a text: `{fold, signature, number, begins, from, to}`. */
  const analyse = (text) => {
    const tokens = [];
    let word = new Word();
    let digits = '';
    let begins = true;
    let from = 0;
    let to = 0;
    const push = (fold, signature, number) => {
      tokens.push({ fold, signature, number, begins, from, to });
      begins = false;
    };
    const endWord = () => {
      if (word.length) push(word.fold, word.signature, false);
      if (word.length) word = new Word();
    };
    const endNumber = () => {
      if (!digits) return;
      const stop = digits.endsWith('.');
      numbers(digits.replace(/[.,]$/, '')).forEach((number) => push(number, 0, true));
      digits = '';
      begins = begins || stop;
    };
    let at = 0;
    for (const character of text) {
      const start = at;
      at += character.length;
      for (const sign of character.normalize('NFD').toLowerCase().normalize('NFD')) {
        if (/[\u00ad\u200b-\u200d\ufeff]/.test(sign)) continue;
        const mark = /[đðɖ]/.test(sign) ? 1 : 0;
        if (/[\u0300-\u036f]/.test(sign)) {
          if (word.length && (TONES[sign] || MARKS[sign])) {
            word.tone = Math.max(word.tone, TONES[sign] || 0);
            word.mark(MARKS[sign] || 0);
            to = at;
          }
        } else if (mark || LETTER.test(sign)) {
          endNumber();
          if (!word.length) from = start;
          word.letter(mark ? 'd' : sign === 'ς' ? 'σ' : sign, mark);
          to = at;
        } else if (/[0-9]/.test(sign)) {
          endWord();
          if (!digits) from = start;
          digits += sign;
          to = at;
        } else if (/[.,]/.test(sign)) {
          endWord();
          if (/\d$/.test(digits)) digits += sign;
          else {
            endNumber();
            begins = begins || sign === '.';
          }
        } else {
          endWord();
          endNumber();
          begins = begins || /[;:!?\n…]/.test(sign);
        }
      }
    }
    endWord();
    endNumber();
    return tokens;
  };

  const plain = (whole, decimals) => {
    decimals = decimals.replace(/0+$/, '');
    return ((whole.replace(/^0+/, '') || '0') + (decimals && '.' + decimals)).slice(0, 32);
  };

  /** The numbers in a run of digits: `77.894` is one, `31.12.2022` three. */
  const numbers = (run) => {
    const parts = run.split(/[.,]/);
    const signs = run.replace(/\d/g, '');
    if (!signs) return [plain(run, '')];
    let groups = 0;
    if (/^[1-9]\d{0,2}$/.test(parts[0])) {
      while (groups < signs.length && parts[groups + 1].length === 3 && signs[groups] === signs[0]) groups++;
    }
    const whole = () => parts.slice(0, groups + 1).join('');
    if (groups === signs.length) return [plain(whole(), '')];
    if ((groups + 1 === signs.length && signs[groups] !== signs[0]) || signs.length === 1) {
      return [plain(whole(), parts[groups + 1])];
    }
    return parts.map((part) => plain(part, ''));
  };

  const fit = (typed, written) => {
    if (!typed) return 1;
    if (typed === written) return 1.15;
    if (!written) return 0.6;
    let conflicts = typed % 6 && typed % 6 !== written % 6 ? 1 : 0;
    for (let a = Math.floor(typed / 6), b = Math.floor(written / 6); a; a = Math.floor(a / 3), b = Math.floor(b / 3)) {
      if (a % 3 && a % 3 !== b % 3) conflicts++;
    }
    return conflicts ? 0.6 ** conflicts : 0.95;
  };

  /* Spelling: chapter 5 */

  const bothWays = (pairs) => pairs.reduce((all, pair) => all.concat([pair, [pair[1], pair[0]]]), []);
  const table = (text) => bothWays(text.split(' ').map((pair) => pair.split('/')));
  const INITIALS = table('s/x tr/ch d/gi d/r gi/r d/v l/n c/k c/qu k/qu ng/ngh g/gh ph/f');
  const FINALS = table('n/ng t/c nh/n ch/t m/n ao/au ai/ay iu/ieu');

  const sound = (fold) => fold.replace(/y/g, 'i').replace(/^gi(?![aou]|e$)/, 'gii');

  const distance = (typed, meant) => {
    const [a, b] = [sound(typed), sound(meant)];
    if (a === b) return 0;
    const confused = ([from, to], starts) =>
      a.length > from.length &&
      (starts ? a.startsWith(from) && b === to + a.slice(from.length) : a.endsWith(from) && b === a.slice(0, -from.length) + to);
    if (INITIALS.some((pair) => confused(pair, true)) || FINALS.some((pair) => confused(pair, false))) return 1;
    if (typed.length < 3 || meant.length < 2) return;
    let same = 0;
    while (same < typed.length && typed[same] === meant[same]) same++;
    const [x, y] = [typed.slice(same), meant.slice(same)];
    const near =
      x.length === y.length
        ? x.slice(1) === y.slice(1) || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2))
        : x.length === y.length + 1
          ? x.slice(1) === y
          : y.length === x.length + 1 && x === y.slice(1);
    return near ? 2 : undefined;
  };

  /** What letters typed by the Telex or VNI rules stand for; undefined where none of them is a mark. */
  const spelled = (typed, vni) => {
    const letters = [];
    let tone = 0;
    let marked = false;
    const mark = (on, value, before) => {
      for (let at = letters.length - 1; at >= 0; at--) {
        if (on.includes(letters[at][0]) && letters[at][1] === (before || 0)) {
          letters[at][1] = value;
          return (marked = true);
        }
      }
      return false;
    };
    const setTone = (value) => {
      if (!letters.some(([letter]) => 'aeiouy'.includes(letter))) return false;
      tone = value;
      return (marked = true);
    };
    const horn = () => {
      for (let at = letters.length - 2; at >= 0; at--) {
        if (letters[at][0] === 'u' && letters[at + 1][0] === 'o' && letters[at + 1][1] !== 1) {
          letters[at][1] = letters[at + 1][1] = 2;
          return (marked = true);
        }
      }
      return mark('aou', 2) || mark('ao', 2, 1);
    };
    for (const sign of typed) {
      const tones = ' frxsj'.indexOf(sign);
      let done = false;
      if (vni && /[1-5]/.test(sign)) done = setTone([0, 4, 1, 2, 3, 5][+sign]);
      else if (vni && sign === '6') done = mark('aeo', 1);
      else if (vni && sign === '8') done = mark('a', 2);
      else if (vni && sign === '9') done = mark('d', 1);
      else if (sign === (vni ? '7' : 'w')) done = horn();
      else if (!vni && tones > 0) done = setTone(tones);
      else if (!vni && 'aeo'.includes(sign)) done = mark(sign, 1);
      else if (!vni && sign === 'd') done = Boolean(letters[0]) && letters[0][0] === 'd' && !letters[0][1] && mark('d', 1);
      if (done) continue;
      if (vni && !/[a-z]/.test(sign)) return;
      if (!vni && sign === 'w') {
        letters.push(['u', 2]);
        marked = true;
      } else letters.push([sign, 0]);
    }
    if (!marked) return;
    const word = new Word();
    letters.forEach(([letter, value]) => word.letter(letter, value));
    word.tone = tone;
    return head.classes.has(word.fold) ? { fold: word.fold, signature: word.signature } : undefined;
  };

  /** The syllables that a word without blanks is made of, as lengths: as few as can be, of those the most common. */
  const parted = (fold) => {
    if (fold.length < 5 || !/^[a-z]+$/.test(fold)) return;
    const ways = [[0, 0, 0]];
    for (let end = 1; end <= fold.length; end++) {
      for (let begin = Math.max(0, end - 7); begin < end; begin++) {
        const part = fold.slice(begin, end);
        if (!ways[begin] || !head.classes.has(part) || (part.length < 2 && part !== 'y')) continue;
        const way = [ways[begin][0] + 1, ways[begin][1] + 32 - head.classes.get(part), begin];
        if (!ways[end] || way[0] < ways[end][0] || (way[0] === ways[end][0] && way[1] < ways[end][1])) ways[end] = way;
      }
    }
    const lengths = [];
    for (let end = fold.length; end > 0; end = ways[end][2]) {
      if (!ways[end]) return;
      lengths.unshift(end - ways[end][2]);
    }
    return lengths;
  };

  /** The words that texts have between the neighbours of a word. */
  const beside = async (words, at) => {
    const [before, behind] = await Promise.all([at > 0 ? neighbours(words[at - 1].fold) : [[], []], words[at + 1] ? neighbours(words[at + 1].fold) : [[], []]]);
    const second = before[0].map((pair) => analyse(pair)[1]);
    const first = behind[1].map((pair) => analyse(pair)[0]);
    return second.concat(first).filter(Boolean).map((token) => token.fold);
  };

  const QUESTIONS =
    'o dau,khi nao,bao gio,bao nhieu,bao lau,la gi,can gi,nhu the nao,the nao,tai sao,vi sao,lam sao,hom nay,hien nay,moi nhat,cho toi biet'
      .split(',')
      .map((words) => words.split(' '));

  const word = (fold, signature, number) => ({ fold, signature, number });

  /** The words of a query, spelled as the texts spell them. */
  const read = async (query) => {
    query = query.normalize('NFC').trim();
    let pieces = query.split(/\s+/).map((piece) => [piece, spelled(piece.toLowerCase(), true)]);
    if (!pieces.some(([piece, vni]) => vni && /\d.*[a-z]/i.test(piece))) pieces = [[query]];
    const words = [];
    for (const [piece, vni] of pieces) {
      if (vni) words.push(word(vni.fold, vni.signature, false));
      else {
        for (const token of analyse(piece)) {
          const { fold, signature, number, from, to } = token;
          if (number || head.classes.has(fold)) {
            words.push(token);
            continue;
          }
          const telex = !signature && spelled(fold, false);
          const lengths = !telex && ![...head.classes.keys()].some((known) => distance(fold, known) < 2) && parted(fold);
          if (telex) words.push(word(telex.fold, telex.signature, false));
          else if (lengths) {
            const letters = [...piece.slice(from, to)];
            lengths.forEach((length) => words.push(...analyse(letters.splice(0, length).join(''))));
          } else words.push(token);
        }
      }
    }
    const asked = words.slice(0, 12).map(({ fold, signature, number }) => word(fold, signature, number));
    for (let at = 0; at < asked.length; at++) {
      const { fold, number } = asked[at];
      if (number || head.classes.has(fold)) continue;
      let best;
      let known;
      for (const [syllable, level] of head.classes) {
        const far = distance(fold, syllable);
        if (far === undefined) continue;
        known = known || (await beside(asked, at));
        const rank = [far + (known.includes(syllable) ? 0 : 2), -level];
        if (!best || rank[0] < best[0] || (rank[0] === best[0] && rank[1] < best[1])) best = [...rank, syllable];
      }
      if (best) Object.assign(asked[at], { fold: best[2], repaired: true });
    }
    const asks = asked.map(() => false);
    asked.forEach((_, at) =>
      QUESTIONS.forEach((question) => {
        if (question.every((fold, next) => asked[at + next] && asked[at + next].fold === fold)) asks.fill(true, at, at + question.length);
      })
    );
    if (asks.includes(false)) asked.forEach((one, at) => (one.asks = asks[at]));
    return asked;
  };

  /* Ranking: chapter 4 */

  const trust = ({ asks, repaired }) => (asks ? 0.15 : repaired ? 0.8 : 1);

  const weightOf = ({ fold, number, asks }) => {
    const level = number ? 3 : head.classes.get(fold) || 0;
    return Math.log(1 + head.records / 2 ** level) * (asks ? 0.15 : 1);
  };

  /** Whether few enough records have a word to ask it alone: see chapter 4. */
  const isRare = ({ fold, number }) => number || !(head.classes.get(fold) > 8);

  /** The records that fit a query, the best first: `{words, hits: [[score, id]], whole, complete, notices}`; the notices
   * are a promise, so that they load beside what is shown of the records. */
  const answer = async (query) => {
    let words = await read(query);
    const weights = words.map(weightOf);
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const terms = [];
    const noticed = new Set();
    let alone = 0;
    const add = (found, covers, signatures, weight) => {
      if (found.notice) noticed.add(found.name);
      if (found.variants.length) terms.push({ found, covers, signatures, weight });
      return found.variants.length > 0;
    };
    const pair = async (at, first, second) => {
      const found = await termOf(nameOf(`${first.fold} ${second.fold}`));
      return () => add(found, 3 << (at - 1), [first.signature, second.signature], Math.min(trust(first), trust(second)));
    };
    const covered = () => terms.reduce((bits, term) => bits | term.covers, 0);
    const singles = async (bits) => {
      const wanted = words.map((one, at) => [one, at]).filter(([, at]) => bits & ~alone & (1 << at));
      const found = await Promise.all(wanted.map(([one]) => termOf(nameOf(one.fold))));
      wanted.forEach(([one, at], next) => {
        alone |= 1 << at;
        const weight = words.length === 1 ? 1 : one.number && one.fold.length > 2 ? 0.8 : 0.45;
        add(found[next], 1 << at, [one.signature, 0], weight * trust(one));
      });
    };
    const everything = 2 ** words.length - 1;
    const wanted = words.reduce((bits, one, at) => (one.asks ? bits : bits | (1 << at)), 0);

    const rank = () => {
      const scores = new Map();
      for (const { found, covers, signatures, weight } of terms) {
        const having = Math.min(recordsOf(found), head.records);
        const rarity = Math.log(1 + (head.records - having + 0.5) / (having + 0.5));
        const impacts = new Map();
        for (const { first, second, postings } of found.variants) {
          const fits = fit(signatures[0], first) * fit(signatures[1], second);
          for (const [code, id] of postings) {
            const impact = (((code >> 1) + 1) / 16 + (code & 1 ? 0.4 : 0)) * fits;
            impacts.set(id, Math.max(impacts.get(id) || 0, impact));
          }
        }
        impacts.forEach((impact, id) => {
          const score = scores.get(id) || [0, 0];
          scores.set(id, [score[0] + rarity * weight * impact, score[1] | covers]);
        });
      }
      let whole = 0;
      const hits = [];
      scores.forEach(([score, covers], id) => {
        if ((covers & wanted) === wanted) whole++;
        const part = weights.reduce((sum, weight, at) => (covers & (1 << at) ? sum + weight : sum), 0) / all;
        hits.push([Math.round(score * (0.3 + 0.7 * part * part) * 1e6) / 1e6, id]);
      });
      hits.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
      return { hits, whole };
    };

    // A small site's files are small, and most of its queries need single words as well: fewer round trips.
    if (head.records < 2048) words.filter(isRare).forEach(({ fold }) => termOf(nameOf(fold)));
    const pairs = await Promise.all(words.slice(1).map((second, at) => pair(at + 1, words[at], second)));
    pairs.forEach((take) => take());
    for (let at = 0; words.length > 1 && at < words.length; at++) {
      if (covered() & (1 << at) || words[at].number) continue;
      const sounds = (await beside(words, at)).filter((fold) => fold !== words[at].fold);
      const near = sounds.map((fold) => [distance(words[at].fold, fold), fold]).filter(([far]) => far !== undefined);
      near.sort((a, b) => a[0] - b[0]);
      if (!near.length) continue;
      const heard = Object.assign({}, words[at], { fold: near[0][1], repaired: true });
      const around = [];
      if (at > 0) around.push(pair(at, words[at - 1], heard));
      if (words[at + 1]) around.push(pair(at + 1, heard, words[at + 1]));
      const taken = (await Promise.all(around)).map((take) => take());
      if (taken.includes(true)) words[at] = heard;
    }
    await singles(words.reduce((bits, one, at) => (one.number ? bits | (1 << at) : bits), everything & ~covered()));
    let ranking = rank();
    let cut = terms.filter(({ found }) => isCut(found));
    if (ranking.whole < 5 && cut.length) {
      cut.sort((a, b) => recordsOf(a.found) - recordsOf(b.found));
      await lengthen(cut.map(({ found }) => found));
      ranking = rank();
    }
    if (ranking.whole < 3) {
      const left = words.map((_, at) => at).filter((at) => wanted & ~alone & (1 << at) && isRare(words[at]));
      left.sort((a, b) => weights[b] - weights[a] || a - b);
      await singles(left.slice(0, 3).reduce((bits, at) => bits | (1 << at), 0));
      ranking = rank();
    }
    cut = terms.filter(({ found }) => isCut(found));
    return { words, hits: ranking.hits, whole: ranking.whole, complete: !cut.length, notices: noticesOf(words, noticed) };
  };

  /** What is said of names in a query that are no more. */
  const noticesOf = async (words, noticed) => {
    const folds = ` ${words.map(({ fold }) => fold).join(' ')} `;
    const files = await Promise.all([...noticed].sort((a, b) => a - b).map((name) => fileNamed('n', name)));
    const items = [].concat(...files.filter(Boolean));
    return [...new Set(items)].filter(([name]) => folds.includes(` ${[].concat(name).join(' ')} `));
  };

  /** What is shown of a record: `[id, kind, title, place, date, address, excerpt]`. */
  const shown = async (id) => {
    const items = (await file('d', Math.floor(id / specOf('d')[0]))) || [];
    return items.find((item) => item[0] === id);
  };

  Object.assign(api, { analyse, answer, shown, open });

  /* The search page */

  const el = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    children.forEach((child) => element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child));
    return element;
  };

  // The element of the script that loaded this one says what the page is to say.
  const own = document.querySelector('script[data-client]');
  if (!own) return;
  const says = own.dataset;
  const place = el('div', { className: 'bt-found' });
  own.parentNode.insertBefore(place, own);
  const browse = document.querySelector('[data-browse]');
  const form = own.closest('main').querySelector('form');
  const input = form.q;
  const status = el('p', { className: 'bt-found__status' });
  status.setAttribute('role', 'status');
  const understood = el('p', { className: 'bt-found__note' });
  const notes = el('div');
  const offers = el('p', { className: 'bt-found__offers' });
  const filters = el('div');
  const choosing = el('details', { className: 'bt-found__filters', hidden: true }, el('summary', {}, says.filter), filters);
  const list = el('ol', { className: 'bt-found__list' });
  const more = el('button', { className: 'bt-found__more', type: 'button', textContent: says.more, hidden: true });
  place.append(offers, status, understood, notes, choosing, list, more);

  const STEP = 5;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const KINDS = ['bulletin', 'locality', 'event', 'metric', 'document', 'page'];
  const BY = ['kind', 'category', 'year', 'place'];
  let turn = 0;
  let state;
  let sets;

  const dated = (date) => (says.day_first && /^[\d-]+$/.test(date) ? date.split('-').reverse().join('/') : date);

  /** The year of a bulletin, which its id says. */
  const yearOf = (id) => {
    const [, bulletins, , month, firstYear] = head.ids;
    return String(firstYear + Math.floor((id - bulletins) / month / 12));
  };

  /** The words of a text, those that were asked for marked. */
  const marked = (text, words) => {
    const folds = new Set(words.map(({ fold }) => fold));
    const pieces = document.createDocumentFragment();
    let done = 0;
    for (const { fold, from, to } of analyse(text)) {
      if (!folds.has(fold) || from < done) continue;
      pieces.append(text.slice(done, from), el('mark', {}, text.slice(from, to)));
      done = to;
    }
    pieces.append(text.slice(done));
    return pieces;
  };

  const entry = ([, kind, title, within, date, address, excerpt], words) => {
    const about = [says[KINDS[kind]], within, dated(date)].filter(Boolean).join(' · ');
    const link = el('a', { href: says.root + encodeURI(address) }, marked(title, words));
    const item = el('li', {}, el('h2', {}, link), el('p', { className: 'bt-found__about' }, about));
    if (excerpt) item.append(el('p', {}, marked(excerpt, words)));
    return item;
  };

  const notice = ([, name, within, change, since, became, own]) => {
    const line = el('p', { className: 'bt-found__note' });
    const linked = (text, address) => (address ? el('a', { href: says.root + address }, text) : text);
    line.append(linked(within ? `${name} (${within})` : name, own), ' ', says['change_' + change], ' ');
    became.forEach(([next, address], at) => line.append(at ? ', ' : '', linked(next, address)));
    line.append(since ? ` (${fill(says.since, { date: dated(since) })})` : '', '.');
    return line;
  };

  /** The sets that results may be held to; the last files have the places that hardly anything is about. */
  const openSets = async () => {
    if (sets) return sets;
    const files = Math.min(specOf('f')[1], 4);
    const items = await Promise.all(Array.from({ length: files }, (_, number) => file('f', number)));
    sets = { kind: new Map(), category: new Map(), year: new Map(), place: new Map() };
    [].concat(...items.filter(Boolean)).forEach(([by, key, name, count, text]) => {
      const ids = new Set();
      new Bits(text, 'f').ids(count, (id) => ids.add(id));
      const set = sets[BY[by]];
      if (set) set.set(key, { name: name || says[key] || key, has: (id) => ids.has(id) });
    });
    sets.kind.set('bulletin', { name: says.bulletin, has: (id) => id >= head.ids[1] });
    return sets;
  };

  const yearSets = (hits) => {
    const isBulletin = (id) => id >= head.ids[1];
    const ofBulletins = hits.map(([, id]) => id).filter(isBulletin).map(yearOf);
    const years = [...new Set([...ofBulletins, ...sets.year.keys()])].sort().reverse();
    const has = (year, id) => (isBulletin(id) ? yearOf(id) === year : sets.year.has(year) && sets.year.get(year).has(id));
    return new Map(years.map((year) => [year, { name: year, has: (id) => has(year, id) }]));
  };

  const setsBy = (by) => (by === 'year' ? yearSets(state.found.hits) : sets[by]);

  const held = (except) => {
    const tests = BY.filter((by) => by !== except && state.held[by]).map((by) => setsBy(by).get(state.held[by]));
    return state.found.hits.filter(([, id]) => tests.every((test) => test && test.has(id)));
  };

  const choice = (name, label, options, value) => {
    const select = el('select', { name });
    options.forEach(([key, text]) => select.append(el('option', { value: key, selected: key === value }, text)));
    select.onchange = () => {
      if (name === 'order') state.order = select.value;
      else state.held[name] = select.value;
      remember(false);
      show(STEP);
    };
    return el('label', {}, el('span', {}, label), select);
  };

  const showFilters = async () => {
    const now = turn;
    await openSets();
    if (now !== turn) return;
    const choices = BY.map((by) => {
      const within = held(by);
      const options = [];
      setsBy(by).forEach((set, key) => {
        const count = within.filter(([, id]) => set.has(id)).length;
        // A count is honest only where every record that fits is known.
        if (count || key === state.held[by]) options.push([key, state.found.complete ? `${set.name} (${count})` : set.name, count]);
      });
      if (by === 'place') options.sort((a, b) => b[2] - a[2]).splice(50);
      if (options.length < 2 && !state.held[by]) return '';
      return choice(by, says['by_' + by], [['', says.any], ...options], state.held[by] || '');
    });
    const orders = [
      ['', says.by_relevance],
      ['date', says.by_date],
    ];
    filters.textContent = '';
    filters.append(...choices, state.found.hits.length > 1 ? choice('order', says.order, orders, state.order) : '');
  };

  /** Shows so many of the results. */
  const show = async (count) => {
    const now = turn;
    const { found, query } = state;
    const hits = BY.some((by) => state.held[by]) && (await openSets()) ? held() : found.hits.slice();
    if (state.order === 'date') hits.sort((a, b) => b[1] - a[1]);
    const [notices, ...items] = await Promise.all([found.notices, ...hits.slice(0, count).map(([, id]) => shown(id))]);
    if (now !== turn) return;
    notes.textContent = '';
    notes.append(...notices.map(notice));
    const whole = found.complete && hits.length;
    status.textContent = hits.length
      ? fill(whole ? (whole === 1 ? says.one : says.many) : says.some, { count: hits.length, query })
      : fill(says.none, { query });
    list.textContent = '';
    list.append(...items.filter(Boolean).map((item) => entry(item, found.words)));
    choosing.hidden = !found.hits.length;
    more.hidden = hits.length <= count;
    more.onclick = async () => {
      await show(count + 2 * STEP);
      const next = list.children[count];
      if (next) next.querySelector('a').focus();
    };
    if (choosing.open) await showFilters();
  };

  /** What may be meant by what is typed so far: `[query, …]`, at most five. */
  const complete = async (query) => {
    const tokens = analyse(query);
    const last = tokens[tokens.length - 1];
    if (!last || last.number) return [];
    const isOpen = !/\s$/.test(query);
    const before = isOpen ? tokens[tokens.length - 2] : last;
    const start = query.slice(0, isOpen ? last.from : query.length);
    const offered = [];
    const offer = (text) => offered.length < 5 && !offered.includes(text) && text !== query && offered.push(text);
    const pairsOf = (token, asks) => (asks ? neighbours(token.fold) : [[]]);
    const [[behind], [opened]] = await Promise.all([pairsOf(before, before && !before.number), pairsOf(last, isOpen && head.classes.has(last.fold))]);
    behind.forEach((pair) => {
      const second = analyse(pair)[1];
      if (second && (!isOpen || second.fold.startsWith(last.fold))) offer(start + pair.slice(second.from));
    });
    opened.forEach((pair) => offer(start + pair));
    return offered;
  };

  /** The word that a word begun stands for until it is finished. */
  const finishedWord = (query) => {
    const tokens = analyse(query);
    const last = tokens[tokens.length - 1];
    if (!last || last.number || head.classes.has(last.fold) || /\s$/.test(query)) return query;
    let best;
    head.classes.forEach((level, fold) => {
      if (fold.startsWith(last.fold) && (!best || level > best[1])) best = [fold, level];
    });
    if (best) return query.slice(0, last.from) + best[0];
    return tokens.length > 1 ? query.slice(0, last.from) : query;
  };

  const remember = (isNew) => {
    const parts = [['q', state.query], ...BY.map((by) => [by, state.held[by]]), ['order', state.order]];
    const query = parts.filter(([, value]) => value).map((part) => part.map(encodeURIComponent).join('='));
    const address = location.pathname + (query.length ? '?' + query.join('&') : '');
    try {
      history[isNew ? 'pushState' : 'replaceState'](null, '', address);
    } catch (error) {
      // A page from a disk may not change its address in some browsers.
    }
  };

  const clear = () => {
    [offers, status, understood, notes, filters, list].forEach((part) => (part.textContent = ''));
    choosing.hidden = more.hidden = true;
    if (browse) browse.hidden = false;
  };

  /** Answers what is asked; `typing` where the last word may not be finished. */
  const run = async (typing) => {
    const now = ++turn;
    const query = input.value.trim();
    if (!query) return clear();
    if (!(await open()) || now !== turn) return;
    const typed = input.value;
    // What may be meant comes beside the results: neither waits for the other.
    const offering = typing ? complete(typed) : [];
    const found = await answer(typing ? finishedWord(typed) : query);
    if (now !== turn) return;
    state = { query, found, held: state ? state.held : {}, order: state ? state.order : '' };
    if (browse) browse.hidden = found.hits.length > 0;
    const other = found.words.some((one) => one.repaired) && found.words.map(({ fold }) => fold).join(' ');
    understood.textContent = other ? fill(says.understood, { query: other }) : '';
    const painted = show(STEP);
    const offered = await offering;
    if (now !== turn) return;
    offers.textContent = offered.length ? says.offers + ': ' : '';
    offered.forEach((text) => {
      const button = el('button', { type: 'button', textContent: text });
      button.onclick = () => {
        input.value = text;
        input.focus();
        run(true);
      };
      offers.append(button, ' ');
    });
    await painted;
  };

  const restore = (typed) => {
    const given = new URLSearchParams(location.search);
    const query = given.get('q');
    // What was typed while this was on its way stays.
    const typing = !query && typed === true;
    if (!typing) input.value = query || '';
    state = { held: {}, order: given.get('order') || '' };
    BY.forEach((by) => (state.held[by] = given.get(by) || ''));
    choosing.open = Boolean(state.order || BY.some((by) => state.held[by]));
    return run(typing);
  };

  let timer;
  // Sets weigh as much as all else: only who wants to choose loads them.
  choosing.addEventListener('toggle', () => choosing.open && state.found && showFilters());
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      await run(true);
      if (state && input.value.trim() === state.query) remember(false);
    }, 250);
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await run(false);
    if (state) remember(true);
  });
  addEventListener('popstate', restore);
  document.addEventListener('keydown', (event) => {
    const links = [...list.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement);
    const inField = document.activeElement === input;
    if (event.key === 'Escape' && at >= 0) input.focus();
    else if (event.key === 'ArrowDown' && (inField || at >= 0) && links[at + 1]) links[at + 1].focus();
    else if (event.key === 'ArrowUp' && at >= 0) (links[at - 1] || input).focus();
    else return;
    event.preventDefault();
  });
  restore(true);
})();
