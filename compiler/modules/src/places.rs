//! Where values were defined, asked by their paths after an evaluation.

use crate::Session;
use crate::loc::Step;
use fedic_diagnostics::Place;
use fedic_eval::Sym;
use rustc_hash::FxHashMap;

impl<'a> Session<'a> {
    /// For each path, where the first of the definitions stands that were merged there: its
    /// key, else its expression. None for what nobody has evaluated or written.
    pub fn places(&'a self, paths: &[Vec<&str>]) -> Vec<Option<Place>> {
        self.places_since(0, paths)
    }

    /// How many merges of definitions there were so far.
    pub fn merges(&self) -> u32 {
        self.sites.next()
    }

    /// The same, but of what was merged after so many merges: where several evaluations have
    /// options at the same paths.
    pub fn places_since(&'a self, merges: u32, paths: &[Vec<&str>]) -> Vec<Option<Place>> {
        let mut found = vec![None; paths.len()];
        let mut by_end: FxHashMap<Sym, Vec<usize>> = FxHashMap::default();
        for (index, path) in paths.iter().enumerate() {
            if let Some(end) = path.last() {
                by_end.entry(self.ev.sym(end)).or_default().push(index);
            }
        }
        for number in merges..self.sites.next() {
            let site = self.sites.get(number);
            let Step::Name(end) = site.loc.part else { continue };
            let Some(candidates) = by_end.get(&end) else { continue };
            let Ok(texts) = self.loc_texts(site.loc) else { continue };
            for &index in candidates {
                if found[index].is_none() && paths[index] == texts {
                    let written = site.raw.iter().filter(|def| !def.is_of_default());
                    found[index] =
                        written.filter_map(|def| def.at.place().or_else(|| self.place(def))).next();
                }
            }
        }
        found
    }
}
