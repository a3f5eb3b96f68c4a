//! Systems written in Python, run as another process by `peers.py`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::task::{Run, Work};

/// Where the interpreter is and what it reads.
pub struct Python {
    pub interpreter: Option<String>,
    pub texts: PathBuf,
}

impl Python {
    /// Writes the texts, one JSON string a line, and the related pairs with their resemblance.
    pub fn write(&self, texts: &[String], related: impl Iterator<Item = (u32, u32, f64)>) -> std::io::Result<()> {
        let lines: String = texts.iter().map(|text| serde_json::json!(text).to_string() + "\n").collect();
        std::fs::write(&self.texts, lines)?;
        let pairs: String = related.map(|(a, b, j)| format!("{a}\t{b}\t{j}\n")).collect();
        std::fs::write(self.texts.with_extension("tsv"), pairs)
    }

    /// A system of `peers.py`; gives nothing where there is no interpreter or a package is missing.
    pub fn work<'a>(&'a self, task: &'static str, system: &'static str, texts: &'a Path) -> Work<'a> {
        Box::new(move |_| {
            let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers.py");
            let output = Command::new(self.interpreter.as_ref()?)
                .arg(script)
                .args([task, system])
                .arg(texts)
                .output()
                .ok()
                .filter(|output| output.status.success())?;
            let told: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
            let number = |key: &str| told[key].as_f64();
            Some(Run {
                seconds: number("seconds")?,
                docs: number("docs")? as usize,
                bytes: number("bytes")? as usize,
                quality: number("precision").zip(number("recall")),
                peak_bytes: number("peak_bytes").map(|bytes| bytes as usize),
            })
        })
    }
}
