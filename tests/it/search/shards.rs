//! The files of the index: what is in them, what stays when something is added.
