//! Sites to search: the sample with a written corpus and distractors, and generated ones of any size.

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::Path;

use bantin::load::{Reading, TEXTS_IN_MEMORY, load};
use bantin::pipeline::{index_sources, parse_as_of};
use bantin::search::Shards;
use bantin::source::{SourceFile, Sources};

use crate::support::built::{DAY, Whole};

/// The written corpus: slug, date, locality, title, lead and text, parted by tabs.
const CORPUS: &str = include_str!("../../search/corpus.tsv");

const LOCALITIES: &str = "
- {id: bao-lac, gazetteer: old-043}
- {id: boc-bo, gazetteer: old-01864}
- {id: muong-lat, gazetteer: old-384}
- {id: dien-bien-phu, gazetteer: old-094}
- {id: cai-be, gazetteer: old-819}
- {id: sa-pa, gazetteer: old-088}
- {id: hoi-an, gazetteer: old-503}
- {id: phu-quoc, gazetteer: old-911}
- {id: ea-sup, gazetteer: old-646}
- {id: quy-chau, gazetteer: old-416}
- {id: sin-ho, gazetteer: old-108}
- {id: dong-anh, gazetteer: old-017}
- {id: thu-duc, gazetteer: old-769}
- {id: hoa-vang, gazetteer: old-497}
- {id: can-gio, gazetteer: old-787}
- {id: ky-son, gazetteer: old-417}
- {id: nam-can, gazetteer: old-16837}
- {id: ly-son, gazetteer: old-536}
- {id: que-phong, gazetteer: old-415}
- {id: dak-rlap, gazetteer: old-666}
";

/// What the site's glossary has beside the sample's.
const GLOSSARY: &str = "
BHYT: bảo hiểm y tế
CCHC: cải cách hành chính
HTX: hợp tác xã
heo: lợn
";

/// How many generated bulletins the written ones hide among.
const DISTRACTORS: usize = 500;

/// The sample site with the written corpus and the distractors.
pub fn written() -> Shards {
    let root = Whole::Sample.copy();
    let content = root.path().join("content");
    append(&content.join("localities.yaml"), LOCALITIES);
    append(&content.join("glossary.yaml"), GLOSSARY);
    for line in CORPUS.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let mut next = || columns.next().unwrap();
        let (slug, date, locality, title, lead, text) = (next(), next(), next(), next(), next(), next());
        let (title, lead) = (quoted(title), quoted(lead));
        let bulletin = format!(
            "---\ntitle: {title}\ndate: {date}\nlead: {lead}\nlocalities: [{locality}]\n---\n\n{text}\n"
        );
        write(&content, date, slug, &bulletin);
    }
    for at in 0..DISTRACTORS {
        let (date, slug, bulletin) = generated(at, DISTRACTORS, PARAGRAPHS);
        write(&content, &date, &slug, &bulletin);
    }
    index_of(root.path())
}

/// The sample site as it is.
pub fn sample() -> Shards {
    index_of(Whole::Sample.copy().path())
}

fn index_of(root: &Path) -> Shards {
    let loaded = load(root, &Reading::all(TEXTS_IN_MEMORY)).unwrap();
    index_sources(&loaded.sources, parse_as_of(DAY).unwrap()).unwrap().unwrap()
}

fn append(path: &Path, text: &str) {
    let before = fs::read_to_string(path).unwrap();
    fs::write(path, before + text).unwrap();
}

fn write(content: &Path, date: &str, slug: &str, bulletin: &str) {
    let folder = content.join("bulletins").join(&date[..4]);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{slug}.md")), bulletin).unwrap();
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// How long a generated bulletin usually is.
pub const PARAGRAPHS: usize = 5;

const SITE: &str = "title: Thử\nbase_url: https://tin.example.gov.vn/\nlanguage: vi\npublisher: {name: Tổ}\n";

/// The index of a site of generated bulletins of so many paragraphs, without a theme.
pub fn index_of_generated(bulletins: Range<usize>, of: usize, paragraphs: usize) -> Shards {
    let files = generated_files(bulletins, of, paragraphs);
    let files = files.into_iter().map(|(path, text)| SourceFile::new(path, text)).collect();
    let sources = Sources::new(files, Default::default());
    index_sources(&sources, parse_as_of(DAY).unwrap()).unwrap().unwrap()
}

/// The paths and texts of such a site.
pub fn generated_files(bulletins: Range<usize>, of: usize, paragraphs: usize) -> Vec<(String, String)> {
    let mut files = vec![("content/site.yaml".to_owned(), SITE.to_owned())];
    files.extend(bulletins.map(|at| {
        let (date, slug, text) = generated(at, of, paragraphs);
        (format!("content/bulletins/{}/{slug}.md", &date[..4]), text)
    }));
    files
}

/// Writes the same site below a folder, or more bulletins into one that was written before.
pub fn write_generated(root: &Path, bulletins: Range<usize>, of: usize, paragraphs: usize) {
    let content = root.join("content");
    fs::create_dir_all(&content).unwrap();
    fs::write(content.join("site.yaml"), SITE).unwrap();
    for at in bulletins {
        let (date, slug, text) = generated(at, of, paragraphs);
        write(&content, &date, &slug, &text);
    }
}

/// A bulletin of words that say little: its date, slug and file. The same number always gives the same; `of` says
/// how many there are, so that they spread over ten years.
pub fn generated(at: usize, of: usize, paragraphs: usize) -> (String, String, String) {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (at as u64 + 1).wrapping_mul(0xBF58_476D_1CE4_E5B9));
    let day = at * 3_650 / of.max(1);
    let (year, month, day) = (2014 + day / 365, day % 365 / 31 + 1, day % 365 % 31 % 28 + 1);
    let date = format!("{year}-{month:02}-{day:02}");
    let topic = dice.of(TOPICS);
    let place = dice.of(PLACES);
    let mut text = String::new();
    for _ in 0..paragraphs {
        for _ in 0..4 {
            sentence(&mut dice, topic, &mut text);
        }
        text.push_str("\n\n");
    }
    let mut lead = String::new();
    sentence(&mut dice, topic, &mut lead);
    let title = format!("{place}: {topic} {} {}", dice.of(WORDS), dice.of(WORDS));
    let bulletin = format!(
        "---\ntitle: {}\ndate: {date}\nlead: {}\nlocalities: []\n---\n\n{text}",
        quoted(&title),
        quoted(&lead)
    );
    (date, format!("tin-{at}"), bulletin)
}

fn sentence(dice: &mut Dice, topic: &str, into: &mut String) {
    for at in 0..12 + dice.below(10) {
        if at > 0 {
            into.push(' ');
        }
        match dice.below(24) {
            0 => into.push_str(topic),
            1 => {
                let _infallible = write!(into, "{}", dice.below(3_000));
            }
            2..6 => syllable(dice, into),
            _ => into.push_str(dice.common(WORDS)),
        }
    }
    into.push_str(". ");
}

/// A made-up syllable: texts hold names that no list knows.
fn syllable(dice: &mut Dice, into: &mut String) {
    const INITIALS: &[&str] = &[
        "b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "t", "th", "tr", "v", "x",
    ];
    const RHYMES: &[&str] = &[
        "an", "ành", "áo", "ăm", "ấp", "âu", "em", "ên", "ịch", "iêu", "inh", "oan", "óc", "ôm", "ối", "ơn",
        "ung", "ước", "uyên", "ứng",
    ];
    into.push_str(dice.of(INITIALS));
    into.push_str(dice.of(RHYMES));
}

/// Numbers that look random and are the same everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// The first of a list more often than the last, as words are.
    fn common<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let (one, other) = (self.below(list.len()), self.below(list.len()));
        list[one * other / list.len()]
    }
}

const PLACES: &[&str] = &[
    "Xã Tân Lập",
    "Xã Yên Bình",
    "Phường Trung Tâm",
    "Xã Phú Lương",
    "Xã Đồng Tiến",
    "Huyện Lâm Bình",
    "Xã Thanh Sơn",
    "Xã Minh Tân",
    "Phường Quang Trung",
    "Xã Hợp Thành",
    "Xã Nghĩa Lộ",
    "Xã Bình An",
    "Xã Đại Đồng",
    "Xã Việt Hồng",
    "Phường Lê Lợi",
    "Xã Tam Hiệp",
    "Xã Quảng Phú",
    "Xã Long Hưng",
];

/// Nothing that a query of the relevance test asks for: such a bulletin would be a good answer, too.
const TOPICS: &[&str] = &[
    "an toàn giao thông",
    "phòng cháy chữa cháy",
    "bầu cử",
    "văn hóa văn nghệ",
    "thể dục thể thao",
    "vệ sinh môi trường",
    "khuyến học",
    "dân số",
    "xây dựng Đảng",
    "quốc phòng địa phương",
    "thu ngân sách",
    "tiếp công dân",
    "giải quyết đơn thư",
];

const WORDS: &[&str] = &[
    "và",
    "của",
    "các",
    "trên",
    "địa bàn",
    "thực hiện",
    "công tác",
    "người dân",
    "cán bộ",
    "tổ chức",
    "triển khai",
    "tuyên truyền",
    "nhân dân",
    "địa phương",
    "xã",
    "huyện",
    "kế hoạch",
    "nhiệm vụ",
    "trong",
    "năm",
    "đã",
    "được",
    "tăng cường",
    "nâng cao",
    "chất lượng",
    "hiệu quả",
    "phối hợp",
    "lãnh đạo",
    "chỉ đạo",
    "chính quyền",
    "đoàn thể",
    "hội nghị",
    "kết quả",
    "đánh giá",
    "phát triển",
    "kinh tế",
    "xã hội",
    "tập huấn",
    "hướng dẫn",
    "kiểm tra",
    "giám sát",
    "thôn",
    "bản",
    "khu phố",
    "hội viên",
    "phong trào",
    "thi đua",
    "khen thưởng",
    "học tập",
    "tham gia",
    "vận động",
    "đóng góp",
    "xây dựng",
    "công trình",
    "hạ tầng",
    "đầu tư",
    "sản xuất",
    "chăm sóc",
    "sức khỏe",
    "giáo dục",
    "trường học",
    "học sinh",
    "phụ nữ",
    "thanh niên",
    "cựu chiến binh",
    "nông dân",
    "thống nhất",
    "báo cáo",
    "tổng kết",
    "sơ kết",
    "mô hình",
    "điểm",
    "đại biểu",
    "thảo luận",
    "ý kiến",
    "đề xuất",
    "giải pháp",
    "khó khăn",
    "vướng mắc",
    "nguyên nhân",
    "thời gian tới",
    "trọng tâm",
    "chỉ tiêu",
    "hoàn thành",
    "vượt",
    "so với",
    "cùng kỳ",
    "bảo đảm",
    "an ninh",
    "trật tự",
    "đời sống",
    "văn minh",
    "gia đình",
    "ấm no",
    "hạnh phúc",
];
