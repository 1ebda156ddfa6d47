//! Addresses of web pages, and of the servers of the site itself.

use super::fields::Fields;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::source::Spanned;

/// Whether a site can be served at an address: what `base_url` in `site.yaml` and on the command line is held to.
pub fn is_base_url(url: &str) -> bool {
    host_of(url).is_some_and(is_plain_host)
}

/// What stands between the scheme and the path of an http or https address; `None` where it is none.
fn host_of(url: &str) -> Option<&str> {
    let is_strange = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\');
    let rest = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme))?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    (!url.contains(is_strange)).then_some(host)
}

/// An http or https address, as written.
fn web_address(written: Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let url = &written.value;
    if host_of(url).is_some() {
        return Some(written);
    }
    out.push(
        Diagnostic::error(
            "invalid-url",
            &written.span,
            text!(
                vi: "«{url}» không phải là địa chỉ trang mạng",
                en: "“{url}” is not the address of a web page",
            ),
        )
        .help(text!(
            vi: "viết đủ từ https://, ví dụ https://tin.example.gov.vn/",
            en: "write it in full from https:// on, such as https://tin.example.gov.vn/",
        )),
    );
    None
}

/// As [`Fields::text`], for an address of a web page.
pub(super) fn web_address_field(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<String> {
    let written = fields.text(key)?;
    web_address(written, fields.out).map(|url| url.value)
}

/// The address of a server of the site's own: browsers hold requests to its host letter by letter, and everybody reads
/// it.
pub(super) fn own_address(written: Spanned<String>, out: &mut Diagnostics) -> Option<String> {
    let url = web_address(written, out)?;
    let host = host_of(&url.value)?;
    if !is_plain_host(host) {
        out.push(
            Diagnostic::error(
                "invalid-url",
                &url.span,
                text!(
                    vi: "«{host}» không dùng được làm tên máy chủ",
                    en: "“{host}” can't be used as the name of a server",
                ),
            )
            .help(text!(
                vi: "viết tên miền không dấu, không có tên người dùng; tên miền có dấu thì viết dạng `xn--…` của nó",
                en: "write the domain in plain letters, without a user's name; of one with marks the form `xn--…`",
            )),
        );
        return None;
    }
    Some(url.value)
}

/// Letters, digits, hyphens and points, or an address in brackets; a port may follow.
fn is_plain_host(host: &str) -> bool {
    let end = host.rfind(']').map_or(0, |end| end + 1);
    let (name, port) = match host[end..].rfind(':') {
        Some(at) => (&host[..end + at], Some(&host[end + at + 1..])),
        None => (host, None),
    };
    let is_name = |name: &str| {
        name.split('.').all(|label| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
    };
    let in_brackets = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let is_known =
        in_brackets.map_or_else(|| is_name(name), |name| name.parse::<std::net::Ipv6Addr>().is_ok());
    is_known && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_names_or_addresses_with_a_port_and_nothing_else() {
        for host in ["tin.example.gov.vn", "localhost:8080", "127.0.0.1", "[::1]:8443", "xn--bnh-chn-2m1c.vn"]
        {
            assert!(is_plain_host(host), "{host}");
        }
        for host in [
            "bình-chọn.vn",
            "u:secret@f.vn",
            "*.vn",
            "f.vn,g.vn",
            "f.vn:443;x",
            "f.vn:99999",
            "[x]",
            "%61.vn",
            "f..vn",
            "",
            ":80",
            "]:",
        ] {
            assert!(!is_plain_host(host), "{host}");
        }
    }
}
