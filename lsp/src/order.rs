//! Changes in the order of the wire. The framework runs handlers side by side, so that a
//! later notification can overtake an earlier one; here they are taken before any handler
//! runs, and the handlers only ask.

use crate::documents::Documents;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use tower::Service;
use tower_lsp::jsonrpc::{Request, Response};

/// A service whose documents change in order.
pub(crate) struct Ordered<S> {
    inner: S,
    documents: Arc<Documents>,
    /// Set once the client has asked for the shutdown.
    shut: Arc<AtomicBool>,
}

impl<S> Ordered<S> {
    pub(crate) fn new(inner: S, documents: Arc<Documents>, shut: Arc<AtomicBool>) -> Ordered<S> {
        Ordered { inner, documents, shut }
    }
}

type Answer<E> = Pin<Box<dyn Future<Output = Result<Option<Response>, E>> + Send>>;

impl<S> Service<Request> for Ordered<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Answer<S::Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Answer<S::Error> {
        if self.documents.take(&request) {
            return Box::pin(async { Ok(None) });
        }
        if request.method() == "shutdown" {
            self.shut.store(true, Ordering::SeqCst);
        }
        Box::pin(self.inner.call(request))
    }
}
