//! Entities: people, organisations, places, events, works and groups that documents name.

use super::{Date, Localised, Names, Prose, Signature, closed_list};
use crate::source::{Place, Placed};

/// Somebody or something that documents name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity<N: Names> {
    /// Unique among entities.
    pub id: Placed<String>,
    /// Where the record stands.
    pub place: Place,
    /// What it is.
    pub kind: EntityType,
    /// Its name, in one or more languages.
    pub name: Localised,
    /// Other names.
    pub also: Localised,
    /// The text by which it is sorted, where that is not the name.
    pub sort: Option<String>,
    /// Every occurrence of its names is linked.
    pub matches: bool,
    /// The record to look at instead.
    pub see: Option<N::Entity>,
    /// What it is part of.
    pub broader: Vec<N::Entity>,
    /// What it has to do with.
    pub related: Vec<N::Entity>,
    /// Addresses of records elsewhere for the same thing.
    pub same_as: Vec<String>,
    /// When it was.
    pub date: Option<Date>,
    /// Where it was.
    pub location: Option<N::Entity>,
    /// Latitude and longitude in degrees, as written.
    pub coordinates: Option<(String, String)>,
    /// What an editor adds.
    pub note: Option<Prose<N>>,
    /// Who wrote it and when.
    pub signature: Signature<N>,
}

closed_list! {
    /// What an entity is.
    EntityType {
        /// A person.
        Person = "person",
        /// An organisation.
        Organisation = "organisation",
        /// A group of people without an organisation.
        Group = "group",
        /// A place.
        Place = "place",
        /// An event.
        Event = "event",
        /// A work.
        Work = "work",
    }
}
