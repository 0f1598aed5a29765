//! Type inference over bodies, guided by what the model expects of each place.
