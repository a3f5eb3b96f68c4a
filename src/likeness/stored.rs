//! A [`Model`] as it is stored.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::likeness::calibration::Calibration;
use crate::likeness::embedding::Embedding;
use crate::likeness::features::FEATURES;
use crate::likeness::model::{Model, Weights};

/// Of the form below. The first form had no number, and neither embedding nor calibration.
const VERSION: u32 = 2;

/// A model as it is stored.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    #[serde(default = "first")]
    version: u32,
    name: String,
    features: Vec<String>,
    first_sight: StoredWeights,
    second: StoredWeights,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    embedding: Option<Embedding>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    calibration: Option<Calibration>,
}

#[derive(Serialize, Deserialize)]
struct StoredWeights {
    bias: f64,
    weights: Vec<f64>,
}

fn first() -> u32 {
    1
}

impl From<Model> for Stored {
    fn from(model: Model) -> Stored {
        let stored = |weights: Weights| StoredWeights { bias: weights.bias, weights: weights.weights.into() };
        Stored {
            version: VERSION,
            features: FEATURES.map(str::to_owned).into(),
            first_sight: stored(model.first_sight),
            second: stored(model.second),
            name: model.name,
            embedding: model.embedding,
            calibration: model.calibration,
        }
    }
}

impl TryFrom<Stored> for Model {
    type Error = Error;

    fn try_from(stored: Stored) -> Result<Model> {
        let malformed = |reason: String| Error::Malformed { what: "model", reason };
        let Stored { version, name, features, first_sight, second, embedding, calibration } = stored;
        if !(1..=VERSION).contains(&version) {
            return Err(malformed(format!("version {version} of its form, of which 1 to {VERSION} can be read")));
        }
        for (at, feature) in features.iter().enumerate() {
            if !FEATURES.contains(&feature.as_str()) {
                return Err(malformed(format!("feature {feature:?}, which is none of {FEATURES:?}")));
            }
            if features[..at].contains(feature) {
                return Err(malformed(format!("feature {feature:?} twice")));
            }
        }
        let by_place = |stored: StoredWeights| {
            if stored.weights.len() != features.len() {
                let (weights, features) = (stored.weights.len(), features.len());
                return Err(malformed(format!("{weights} weights for {features} features")));
            }
            if !stored.bias.is_finite() || stored.weights.iter().any(|weight| !weight.is_finite()) {
                return Err(malformed("a weight that is no number".to_owned()));
            }
            let weight = |name: &str| features.iter().position(|f| f == name).map_or(0.0, |at| stored.weights[at]);
            Ok(Weights { bias: stored.bias, weights: FEATURES.map(weight) })
        };
        if let Some(embedding) = embedding.as_ref().filter(|embedding| !embedding.is_sound()) {
            return Err(malformed(format!("{embedding:?}, outside its range")));
        }
        if let Some(calibration) = calibration.filter(|calibration| !calibration.is_sound()) {
            return Err(malformed(format!("{calibration:?}, outside its range")));
        }
        let model = Model::new(&name, by_place(first_sight)?, by_place(second)?);
        Ok(Model { embedding, calibration, ..model })
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn stored(model: &Model) -> Value {
        serde_json::to_value(model).expect("plain data")
    }

    #[test]
    fn a_model_survives_being_stored() {
        let embedding = Embedding { embedder: Some("letters 1".to_owned()), ..Embedding::default() };
        let calibration = Calibration { alike: 0.7, unlike: 1.3, shift: -0.2 };
        let whole = Model::shipped().with_embedding(embedding).with_calibration(calibration).renamed("own-1");
        for model in [Model::shipped(), whole] {
            assert_eq!(serde_json::from_value::<Model>(stored(&model)).unwrap(), model);
        }
    }

    #[test]
    fn what_was_stored_before_the_form_had_a_version_is_read() {
        let mut first = stored(&Model::shipped());
        first.as_object_mut().unwrap().remove("version");
        assert_eq!(serde_json::from_value::<Model>(first).unwrap(), Model::shipped());
    }

    #[test]
    fn features_go_by_name() {
        let mut known = stored(&Model::shipped());
        // a model of fewer features, in another order
        for list in ["/features", "/first_sight/weights", "/second/weights"] {
            let list = known.pointer_mut(list).unwrap().as_array_mut().unwrap();
            list.pop();
            list.reverse();
        }
        let model: Model = serde_json::from_value(known).unwrap();
        let (bias, weights) = model.weights();
        let shipped = Model::shipped();
        assert_eq!(bias.to_bits(), shipped.weights().0.to_bits());
        assert_eq!(weights[..FEATURES.len() - 1], shipped.weights().1[..FEATURES.len() - 1]);
        assert_eq!(weights.last(), Some(&0.0));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let refused = |place: &str, value: Value| {
            let with = Model::shipped().with_embedding(Embedding::default()).with_calibration(Calibration::IDENTITY);
            let mut model = stored(&with);
            *model.pointer_mut(place).unwrap() = value;
            serde_json::from_value::<Model>(model).unwrap_err().to_string()
        };
        for (place, value, says) in [
            ("/version", json!(3), "version 3 of its form, of which 1 to 2 can be read"),
            ("/version", json!(0), "version 0 of its form"),
            ("/features/2", json!("sunspots"), "feature \"sunspots\", which is none of"),
            ("/features/2", json!("cosine"), "feature \"cosine\" twice"),
            ("/second/weights", json!([1.0]), "1 weights for 15 features"),
            ("/embedding/neutral", json!(1.5), "outside its range"),
            ("/calibration/alike", json!(-0.5), "outside its range"),
        ] {
            let error = refused(place, value);
            assert!(error.contains("malformed model") && error.contains(says), "{error}");
        }
    }
}
