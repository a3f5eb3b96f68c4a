//! As much of JSON Schema as `schema/document.json` uses.

use serde_json::Value;

/// Checks a value against a schema; the error names the place and what is wrong there.
pub(crate) fn check(value: &Value, schema: &Value, root: &Value, at: &str) -> Result<(), String> {
    let Value::Object(rules) = schema else { return Err(format!("{at}: a schema is an object")) };
    for (rule, wanted) in rules {
        let fits = match rule.as_str() {
            "$schema" | "title" | "description" | "$defs" | "properties" | "items" => true,
            "$ref" => {
                let name = wanted.as_str().and_then(|path| path.strip_prefix("#/$defs/")).unwrap_or_default();
                check(value, &root["$defs"][name], root, at)?;
                true
            }
            "anyOf" => {
                let errors: Vec<String> =
                    list(wanted).iter().filter_map(|one| check(value, one, root, at).err()).collect();
                if errors.len() == list(wanted).len() {
                    return Err(errors.join(" | "));
                }
                true
            }
            "type" => match wanted {
                Value::Array(types) => types.iter().any(|one| is(value, one)),
                one => is(value, one),
            },
            "const" => value == wanted,
            "enum" => list(wanted).contains(value),
            "minimum" => value.as_f64().is_none_or(|n| n >= wanted.as_f64().unwrap_or_default()),
            "maximum" => value.as_f64().is_none_or(|n| n <= wanted.as_f64().unwrap_or_default()),
            "minItems" => {
                value.as_array().is_none_or(|items| items.len() as u64 >= wanted.as_u64().unwrap_or_default())
            }
            "maxItems" => {
                value.as_array().is_none_or(|items| items.len() as u64 <= wanted.as_u64().unwrap_or_default())
            }
            "pattern" => {
                value.as_str().is_some_and(|text| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit()))
            }
            "required" => list(wanted).iter().all(|key| value.get(key.as_str().unwrap_or_default()).is_some()),
            "additionalProperties" => {
                for (key, item) in value.as_object().into_iter().flatten() {
                    match wanted {
                        _ if rules.get("properties").is_some_and(|known| known.get(key).is_some()) => {}
                        Value::Bool(false) => return Err(format!("{at}: a key {key} that the schema does not know")),
                        other => check(item, other, root, &format!("{at}.{key}"))?,
                    }
                }
                true
            }
            other => return Err(format!("{at}: the rule {other} is not known here")),
        };
        if !fits {
            return Err(format!("{at}: {value} does not fit {rule} {wanted}"));
        }
    }
    for (key, inner) in rules.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if let Some(item) = value.get(key) {
            check(item, inner, root, &format!("{at}.{key}"))?;
        }
    }
    if let Some(inner) = rules.get("items") {
        for (n, item) in value.as_array().into_iter().flatten().enumerate() {
            check(item, inner, root, &format!("{at}[{n}]"))?;
        }
    }
    Ok(())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn is(value: &Value, wanted: &Value) -> bool {
    match wanted.as_str().unwrap_or_default() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        _ => false,
    }
}
