//! The language server: requests of editors to questions of the analysis, and back. It
//! knows the protocol and nothing of Nix.

mod alive;
mod capabilities;
mod client;
mod convert;
mod diagnostics;
mod documents;
mod features;
mod framing;
mod message;
mod server;
mod session;
mod settings;
mod shift;
mod snapshot;
mod text;
mod transport;

use client::Client;
use server::Server;
use std::io;
use std::time::Duration;
use tokio::io::BufReader;
use tokio::sync::mpsc::unbounded_channel;
use tower_lsp::LspService;

/// How long the last answers may take to be read.
const FAREWELL: Duration = Duration::from_secs(1);

/// Serves an editor over standard input and output until it says `exit` or goes away.
/// Whether it had asked for the shutdown first, as it should.
///
/// # Errors
/// The system refuses what a runtime needs.
pub fn serve(folder: &str) -> io::Result<bool> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let shut = runtime.block_on(async {
        let (bodies, written) = unbounded_channel();
        let writer = tokio::spawn(framing::write(written, tokio::io::stdout()));
        let client = Client::new(bodies);
        let (service, _) = LspService::build(|_| Server::new(client.clone(), folder))
            .custom_method("workspace/textDocumentContent", Server::content)
            .finish();
        let input = BufReader::new(tokio::io::stdin());
        let shut = transport::run(input, service, &client).await;
        client.close();
        let _ = tokio::time::timeout(FAREWELL, writer).await;
        shut
    });
    // Reading standard input cannot be interrupted, and must not keep the process alive.
    runtime.shutdown_background();
    Ok(shut)
}
