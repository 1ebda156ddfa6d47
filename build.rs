//! Packs the gazetteer's tables into the bytes that travel in the binary.

#[path = "src/gazetteer/layout.rs"]
#[expect(dead_code, reason = "shared with the reader, which is not needed here")]
mod layout;
#[path = "src/gazetteer/pack/mod.rs"]
mod pack;
#[path = "src/vietnamese"]
#[expect(dead_code, reason = "shared with the program; only slugs are made here")]
mod vietnamese {
    pub mod fold;
    pub mod letter;
    pub mod slug;
}

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const DATA: &str = "src/gazetteer/data";

fn main() -> Result<(), Box<dyn Error>> {
    for changes in [
        "build.rs",
        "src/gazetteer/layout.rs",
        "src/gazetteer/pack",
        DATA,
        "src/vietnamese/fold.rs",
        "src/vietnamese/letter.rs",
        "src/vietnamese/slug.rs",
    ] {
        println!("cargo::rerun-if-changed={changes}");
    }
    let table = |name: &str| fs::read_to_string(Path::new(DATA).join(name));
    let blob = pack::pack(pack::Tables {
        units: &table("units.csv")?,
        successions: &table("successions.csv")?,
        acts: &table("acts.csv")?,
        variants: &table("name-variants.csv")?,
    })?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("gazetteer.bin"), blob)?;
    Ok(())
}
