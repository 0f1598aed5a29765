//! A lowered file as bytes, and back. The embedded files are lowered when the program is
//! built; when it runs, a section of one is read from its bytes as soon as it is entered, and
//! what nobody enters costs nothing.
//!
//! The bytes are no format for anyone else: whoever reads them was built together with them.

use crate::{Body, Grain, Lowered, SourceMap, cut};
use fedic_diagnostics::{NodeId, SectionId};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::sync::{Arc, OnceLock};

/// What stands where in the bytes, and the names, by which all sections call them.
#[derive(Serialize, Deserialize)]
struct Contents {
    names: Vec<Arc<str>>,
    /// The sections in the order of their numbers, each with its length; the source map
    /// follows them.
    sections: Vec<(SectionId, u32)>,
}

/// A section; its names by their numbers in the file.
#[derive(Serialize, Deserialize)]
struct Section {
    names: Vec<u32>,
    body: Body,
}

/// Cuts a file coarsely and gives its bytes; none for one with problems: these have no stored form.
#[must_use]
pub fn store(mut lowered: Lowered) -> Option<Vec<u8>> {
    if !lowered.problems.is_empty() {
        return None;
    }
    cut(&mut lowered, Grain::Coarse);
    let names = lowered.body.names.clone();
    let whole = Arc::new(lowered.body);
    let sections = if lowered.sections.is_empty() { vec![whole] } else { lowered.sections };
    let stored: Vec<(SectionId, Vec<u8>)> =
        sections.iter().map(|body| (body.section, section_bytes(body, &names))).collect();
    let sections = stored.iter().map(|(id, bytes)| (*id, crate::lower::index(bytes.len()))).collect();
    let mut all = bytes(&Contents { names, sections });
    let mut whole = crate::lower::index(all.len()).to_le_bytes().to_vec();
    whole.append(&mut all);
    whole.extend(stored.into_iter().flat_map(|(_, bytes)| bytes));
    whole.extend(bytes(&lowered.source_map));
    Some(whole)
}

fn section_bytes(body: &Body, names: &[Arc<str>]) -> Vec<u8> {
    let mut body = body.clone();
    let number = |name: &Arc<str>| names.iter().position(|it| it == name).map(crate::lower::index);
    let names = body.names.iter().filter_map(number).collect();
    let section = body.section;
    body.each_name_node(&mut |node| *node = nearer(*node, section));
    bytes(&Section { names, body })
}

/// A node as it stands in a stored section, and back: one of the section itself has none, which
/// is a single byte.
fn nearer(node: NodeId, section: SectionId) -> NodeId {
    node.within(SectionId(node.section().0 ^ section.0))
}

fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_else(|_| unreachable!("memory takes every value"))
}

fn value<T: DeserializeOwned>(bytes: &[u8]) -> T {
    postcard::from_bytes(bytes).unwrap_or_else(|_| unreachable!("the bytes were written with this program"))
}

/// A stored file. What was read once stays.
pub struct Stored {
    names: Arc<[Arc<str>]>,
    /// In the order of their numbers.
    sections: Vec<StoredSection>,
    map_bytes: &'static [u8],
    map: OnceLock<Arc<SourceMap>>,
}

struct StoredSection {
    id: SectionId,
    bytes: &'static [u8],
    body: OnceLock<Arc<Body>>,
}

impl Stored {
    /// A file from what [`store`] gave.
    #[must_use]
    pub fn open(bytes: &'static [u8]) -> Stored {
        let (len, rest) = bytes.split_first_chunk().unwrap_or((&[0; 4], &[]));
        let (contents, mut rest) = rest.split_at(u32::from_le_bytes(*len) as usize);
        let Contents { names, sections } = value(contents);
        let mut next = |len: u32| {
            let (bytes, behind) = rest.split_at(len as usize);
            rest = behind;
            bytes
        };
        let section = |(id, len)| StoredSection { id, bytes: next(len), body: OnceLock::new() };
        let sections = sections.into_iter().map(section).collect();
        Stored { names: names.into(), sections, map_bytes: rest, map: OnceLock::new() }
    }

    /// The names of the whole file, in the order of its text.
    #[must_use]
    pub fn names(&self) -> &Arc<[Arc<str>]> {
        &self.names
    }

    /// A section of the file; none that it does not have.
    #[must_use]
    pub fn section(&self, id: SectionId) -> Option<&Arc<Body>> {
        let index = self.sections.binary_search_by_key(&id, |it| it.id).ok()?;
        let section = &self.sections[index];
        Some(section.body.get_or_init(|| Arc::new(self.read(section))))
    }

    fn read(&self, section: &StoredSection) -> Body {
        let Section { names, mut body } = value(section.bytes);
        body.names = names.iter().map(|&name| self.names[name as usize].clone()).collect();
        body.each_name_node(&mut |node| *node = nearer(*node, section.id));
        body
    }

    /// Where the nodes of the file stand.
    #[must_use]
    pub fn source_map(&self) -> &Arc<SourceMap> {
        self.map.get_or_init(|| Arc::new(value(self.map_bytes)))
    }
}
