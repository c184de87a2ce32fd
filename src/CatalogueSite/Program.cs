using Catalogue.Site.Commands;

var arguments = CatalogueCommands.Create().Parse(args);
var code = await arguments.InvokeAsync();
return arguments.Errors.Count > 0 ? CommandErrors.Usage : code;
