//! The language server: requests of editors to questions of the analysis, and back. It
//! knows the protocol and nothing of Nix.

mod convert;
mod documents;
mod framing;
mod order;
mod server;

use order::Ordered;
use server::Server;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tower_lsp::LspService;

/// Serves an editor over standard input and output until it says `exit` or goes away.
/// Whether it had asked for the shutdown first, as it should.
///
/// # Errors
/// The system gives no threads.
pub fn serve(folder: &str) -> io::Result<bool> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let shut = Arc::new(AtomicBool::new(false));
    runtime.block_on(async {
        let (service, socket) = LspService::new(|client| Server::new(client, folder));
        let documents = service.inner().documents();
        let service = Ordered::new(service, documents, shut.clone());
        let input = framing::well_formed(tokio::io::stdin());
        tower_lsp::Server::new(input, tokio::io::stdout(), socket)
            .concurrency_level(256)
            .serve(service)
            .await;
    });
    // Reading standard input cannot be interrupted, and must not keep the process alive.
    runtime.shutdown_background();
    Ok(shut.load(Ordering::SeqCst))
}
