using Catalogue.Site.Commands;

return await CatalogueCommands.Create().Parse(args).InvokeAsync();
