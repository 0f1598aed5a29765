//! What the server says of its own accord: notifications, and requests whose answers it awaits.

use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Id, Request, Response, Result};
use tower_lsp::ls_types::{notification, request};

/// The other end of the wire. Clones speak on the same one.
#[derive(Clone)]
pub(crate) struct Client(Arc<Shared>);

struct Shared {
    bodies: UnboundedSender<Option<Vec<u8>>>,
    number: AtomicI64,
    awaited: Mutex<BTreeMap<i64, oneshot::Sender<Result<Value>>>>,
}

impl Client {
    /// A client that is written to in this way.
    pub(crate) fn new(bodies: UnboundedSender<Option<Vec<u8>>>) -> Client {
        Client(Arc::new(Shared { bodies, number: AtomicI64::new(1), awaited: Mutex::default() }))
    }

    /// Tells something.
    pub(crate) fn notify<N: notification::Notification>(&self, params: N::Params) {
        if let Ok(params) = serde_json::to_value(params) {
            self.send(&Request::build(N::METHOD).params(params).finish());
        }
    }

    /// Asks something.
    ///
    /// # Errors
    /// The client's, or that it says what it must not.
    pub(crate) async fn request<R: request::Request>(&self, params: R::Params) -> Result<R::Result> {
        let params = serde_json::to_value(params).map_err(|_| Error::internal_error())?;
        let number = self.0.number.fetch_add(1, Ordering::Relaxed);
        let (sender, answer) = oneshot::channel();
        self.awaited().insert(number, sender);
        self.send(&Request::build(R::METHOD).params(params).id(number).finish());
        let answer = answer.await.map_err(|_| Error::internal_error())??;
        serde_json::from_value(answer).map_err(|error| Error::invalid_params(error.to_string()))
    }

    /// Asks for something to be done, and awaits no answer.
    pub(crate) fn tell_to<R: request::Request>(&self, params: R::Params) {
        let number = self.0.number.fetch_add(1, Ordering::Relaxed);
        if let Ok(params) = serde_json::to_value(params) {
            let request = Request::build(R::METHOD).id(number);
            self.send(&if params.is_null() { request.finish() } else { request.params(params).finish() });
        }
    }

    /// Takes an answer of the client's. One that nobody awaits is forgotten.
    pub(crate) fn answered(&self, response: Response) {
        let (id, answer) = response.into_parts();
        let Id::Number(number) = id else { return };
        if let Some(sender) = self.awaited().remove(&number) {
            let _ = sender.send(answer);
        }
    }

    /// Answers a request of the client's.
    pub(crate) fn answer(&self, response: &Response) {
        self.write(serde_json::to_vec(response));
    }

    /// Says nothing more. What was said is still written.
    pub(crate) fn close(&self) {
        let _ = self.0.bodies.send(None);
    }

    fn send(&self, request: &Request) {
        self.write(serde_json::to_vec(request));
    }

    fn write(&self, body: serde_json::Result<Vec<u8>>) {
        // Who has gone reads nothing.
        let _ = body.map(|body| self.0.bodies.send(Some(body)));
    }

    fn awaited(&self) -> std::sync::MutexGuard<'_, BTreeMap<i64, oneshot::Sender<Result<Value>>>> {
        self.0.awaited.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
