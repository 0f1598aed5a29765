//! The loop between the wire and the service. Messages are taken one by one: a change is made
//! before the next message is read; a request's future is polled once, so that it asks its
//! question of the state in which it was sent, and goes on beside the loop.

use crate::alive;
use crate::client::Client;
use crate::framing::{self, Frame};
use crate::message::{self, Message};
use crate::server::Server;
use std::future::{Future, pending, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use tokio::io::AsyncBufRead;
use tower::Service;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::ls_types::LSPAny;
use tower_lsp::{ExitedError, LspService};

/// How far client and server have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    New,
    Running,
    ShutDown,
}

type Ended = Pin<Box<dyn Future<Output = ()> + Send>>;
type Answer = Pin<Box<dyn Future<Output = Result<Option<Response>, ExitedError>> + Send>>;

/// Takes messages until the client says `exit` or goes away. Whether it had asked for the
/// shutdown first, as it should.
pub(crate) async fn run(
    mut input: impl AsyncBufRead + Unpin,
    mut service: LspService<Server>,
    client: &Client,
) -> bool {
    let mut phase = Phase::New;
    let mut ended: Ended = Box::pin(pending());
    loop {
        let frame = tokio::select! {
            biased;
            frame = framing::read(&mut input) => frame,
            () = &mut ended => return false,
        };
        // What cannot be read any more has ended, too.
        let Ok(Some(frame)) = frame else { return false };
        let request = match received(frame) {
            Message::Call(request) => request,
            Message::Answer(response) => {
                client.answered(response);
                continue;
            }
            Message::Wrong(response) => {
                client.answer(&response);
                continue;
            }
        };
        if request.id().is_none() {
            match (request.method(), phase) {
                ("exit", _) => return phase == Phase::ShutDown,
                (_, Phase::Running) if service.inner().take(&request) => continue,
                _ => {}
            }
        }
        let (method, id) = (request.method().to_owned(), request.id().cloned());
        if poll_fn(|cx| service.poll_ready(cx)).await.is_err() {
            return false;
        }
        if let Some(process) = process(&request, phase) {
            ended = Box::pin(alive::end(process));
        }
        let called = service.call(request);
        let mut answer: Answer = Box::pin(answered(called, id.clone(), method.clone()));
        match poll_fn(|cx| Poll::Ready(answer.as_mut().poll(cx))).await {
            Poll::Ready(answer) => {
                let fine = matches!(&answer, Ok(Some(response)) if response.is_ok());
                match method.as_str() {
                    "initialize" if fine => phase = Phase::Running,
                    "shutdown" if fine => phase = Phase::ShutDown,
                    _ => {}
                }
                say(client, answer);
            }
            Poll::Pending => {
                let client = client.clone();
                tokio::spawn(async move { say(&client, answer.await) });
            }
        }
    }
}

/// The process of the client's, if it begins and names it.
fn process(request: &Request, phase: Phase) -> Option<u32> {
    let begins = phase == Phase::New && request.method() == "initialize";
    let process = request.params().filter(|_| begins)?.get("processId")?.as_u64()?;
    u32::try_from(process).ok()
}

fn received(frame: Frame) -> Message {
    match frame {
        Frame::Body(body) => message::read(&body),
        Frame::TooLong => Message::Wrong(Response::from_error(Id::Null, Error::invalid_request())),
    }
}

/// The service's answer. It has none for an unknown request that begins with `$/`, but whoever
/// sends a request waits for one.
async fn answered(
    called: impl Future<Output = Result<Option<Response>, ExitedError>>,
    id: Option<Id>,
    method: String,
) -> Result<Option<Response>, ExitedError> {
    let answer = called.await?;
    Ok(answer.or_else(|| {
        let mut error = Error::method_not_found();
        error.data = Some(LSPAny::String(method));
        Some(Response::from_error(id?, error))
    }))
}

fn say(client: &Client, answer: Result<Option<Response>, ExitedError>) {
    if let Ok(Some(response)) = answer {
        client.answer(&response);
    }
}
