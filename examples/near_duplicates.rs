//! Only the copies: which strings are one text, whatever they tell of.
//!
//! `cargo run --example near_duplicates`

use samestory::copies;

const WIRE: &str = "BRENMOOR - Astronomers have found water ice in the shadow of a small moon, where it should have \
                    vanished long ago. The spectrum was taken over forty nights with a mirror no wider than a dinner \
                    table. A thin coat of dust may have kept the ice from the sunlight, the group writes. Two larger \
                    telescopes are to look at the moon in autumn, when its shadow is longest.";

fn main() {
    let teaser = &WIRE[..WIRE.find(" A thin coat").unwrap_or(0)];
    let texts = [
        WIRE.to_owned(),
        "Ice in the shadow of a moon is a message from its youth. A visit to the group that found it.".to_owned(),
        WIRE.replace("small moon", "tiny moon").replace("forty nights", "40 nights"),
        teaser.to_owned(),
    ];
    let found = copies::among(&texts);
    for report in &found.reports {
        println!("text {}", report.origin);
        for copy in report.members.iter().filter(|member| member.text != report.origin) {
            let share = 100.0 * copy.overlap.of_own();
            println!("  {} text {}, {share:.0} % of it in text {}", copy.kind.name(), copy.text, copy.against);
        }
    }
}
