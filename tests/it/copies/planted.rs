//! Planted copies and look-alikes.
