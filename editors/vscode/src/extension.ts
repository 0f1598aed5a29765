// What VS Code calls: starts the server for the workspace, and registers what the extension
// adds to it. All answers come from the server.

import * as vscode from "vscode";
import { registerCommands } from "./commands";
import { registerEmbedded } from "./embedded";
import { Server } from "./server";
import { registerTasks } from "./tasks";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  server = new Server(context);
  context.subscriptions.push(registerEmbedded(server), ...registerCommands(context, server), registerTasks(context));
  await server.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
