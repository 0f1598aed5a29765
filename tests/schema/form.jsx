// The page that `form.mjs` fills in: the form of the schema beside it, and what it holds.
import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import schema from "./form.json";
import uiSchema from "./ui.json";

const Page = () => {
  const [data, setData] = useState({});
  window.held = () => JSON.stringify(data);
  return (
    <Form
      schema={schema}
      uiSchema={uiSchema}
      validator={validator}
      formData={data}
      liveValidate
      onChange={(event) => setData(event.formData)}
      onSubmit={() => (window.submitted = true)}
    />
  );
};
createRoot(document.getElementById("form")).render(<Page />);
