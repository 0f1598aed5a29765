// What stands at the cursor, evaluated: a read-only document beside the file.

import * as vscode from "vscode";
import type { Server } from "./server";

const SCHEME = "fedic-value";
const ADDRESS = vscode.Uri.parse(`${SCHEME}:/value.nix`);

export class ValueView implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private text = "";

  readonly onDidChange = this.changed.event;

  constructor(private readonly server: Server) {}

  provideTextDocumentContent(): string {
    return this.text;
  }

  async show(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
      return;
    }
    const { line, character } = editor.selection.active;
    try {
      const value = await this.server.execute<string>("fedic.value", editor.document.uri.toString(), { line, character });
      this.text = `${value ?? ""}\n`;
    } catch (error) {
      // What was asked for has none: why, is the answer.
      await vscode.window.showInformationMessage(error instanceof Error ? error.message : String(error));
      return;
    }
    this.changed.fire(ADDRESS);
    const document = await vscode.workspace.openTextDocument(ADDRESS);
    await vscode.window.showTextDocument(document, { preserveFocus: true, viewColumn: vscode.ViewColumn.Beside });
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}
