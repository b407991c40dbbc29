// Relative, so that it also works behind a proxy that puts the server below another path.
SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null, // nothing is sent to anybody
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
});
