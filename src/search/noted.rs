//! A sink that knows what it was given: when half of an index was put and the rest has to be made in another way,
//! what is there already is not put again.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::output::{Address, Fingerprint, Sink};

/// Hands on each file once.
pub struct Noted<'a> {
    sink: &'a dyn Sink,
    addresses: Mutex<BTreeSet<Address>>,
}

impl<'a> Noted<'a> {
    /// Nothing was given yet.
    pub fn new(sink: &'a dyn Sink) -> Self {
        Self { sink, addresses: Mutex::default() }
    }

    fn addresses(&self) -> MutexGuard<'_, BTreeSet<Address>> {
        self.addresses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Noted<'_> {
    fn put(&self, address: &Address, bytes: &[u8]) -> io::Result<Fingerprint> {
        if self.addresses().contains(address) {
            return Ok(Fingerprint::of(bytes));
        }
        let holds = self.sink.put(address, bytes)?;
        self.addresses().insert(address.clone());
        Ok(holds)
    }

    fn keep(&self, address: &Address, holds: &Fingerprint) -> io::Result<bool> {
        let is_kept = self.sink.keep(address, holds)?;
        if is_kept {
            self.addresses().insert(address.clone());
        }
        Ok(is_kept)
    }

    fn read(&self, address: &Address, holds: &Fingerprint) -> io::Result<Option<Vec<u8>>> {
        self.sink.read(address, holds)
    }
}
