//! Time and memory against the number of articles, as SVG with logarithmic axes.

use std::fmt::Write;

use crate::run::Row;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 420.0;
const MARGIN: f64 = 60.0;

/// One line for the seconds and one for the mebibytes of each calendar.
pub(crate) fn svg(sets: &[(String, Vec<&Row>)]) -> String {
    let mib = |row: &Row| row.peak_bytes.map_or(0.0, |bytes| bytes as f64 / f64::from(1 << 20));
    let all = || sets.iter().flat_map(|(_, rows)| rows.iter().copied());
    let values = all().flat_map(|row| [row.seconds, mib(row)]).filter(|v| *v > 0.0);
    let (low, high) = values.fold((f64::MAX, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    let (few, many) = all().fold((usize::MAX, 0), |(few, many), r| (few.min(r.articles), many.max(r.articles)));
    let place = |value: f64, low: f64, high: f64| (value / low).ln() / (high / low).ln().max(f64::MIN_POSITIVE);
    let x = |n: usize| MARGIN + place(n as f64, few as f64, many as f64) * (WIDTH - 2.0 * MARGIN);
    let y = |v: f64| HEIGHT - MARGIN - place(v.max(low), low, high) * (HEIGHT - 2.0 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
    );
    for row in all() {
        let (x, bottom) = (x(row.articles), HEIGHT - MARGIN + 18.0);
        let _ = writeln!(svg, "<text x=\"{x:.0}\" y=\"{bottom:.0}\" text-anchor=\"middle\">{}</text>", row.articles);
    }
    for power in low.log10().ceil() as i32..=high.log10().floor() as i32 {
        let (value, end) = (10_f64.powi(power), WIDTH - MARGIN);
        let _ = writeln!(
            svg,
            "<path d=\"M{MARGIN} {0:.1}H{end}\" stroke=\"#ddd\"/><text x=\"{1:.0}\" y=\"{2:.1}\" text-anchor=\"end\">{value}</text>",
            y(value),
            MARGIN - 6.0,
            y(value) + 4.0
        );
    }
    let colours = ["#1b6ca8", "#c8553d", "#4a7c59", "#8a5a9e"];
    let lines = sets.iter().flat_map(|(name, rows)| {
        let seconds: Vec<_> = rows.iter().map(|row| (row.articles, row.seconds)).collect();
        let memory: Vec<_> = rows.iter().map(|row| (row.articles, mib(row))).collect();
        [(format!("{name}: seconds"), seconds), (format!("{name}: MiB beyond the articles"), memory)]
    });
    for (i, (name, points)) in lines.enumerate() {
        let colour = colours[i % colours.len()];
        let path: Vec<String> = points.iter().map(|&(n, v)| format!("{:.1},{:.1}", x(n), y(v))).collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            path.join(" ")
        );
        let _ = writeln!(svg, "<text x=\"{MARGIN}\" y=\"{}\" fill=\"{colour}\">{name}</text>", 20 + 15 * i);
    }
    svg + "</svg>\n"
}
