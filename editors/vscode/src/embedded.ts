// The library and the model that fedic brings along, opened read-only: the server has their
// texts, the disk does not.

import * as vscode from "vscode";
import type { Server } from "./server";

/** The scheme of addresses of embedded files. */
export const SCHEME = "fedic";

export function registerEmbedded(server: Server): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent(uri) {
      const answer = await server.ask<{ text: string } | null>("workspace/textDocumentContent", { uri: uri.toString() });
      return answer?.text ?? "";
    },
  });
}
