using System.CommandLine.Invocation;
using Catalogue.Site.Commands;

// Without a command the main job is run; options alone belong to it.
var words = args.Length == 0 || (args[0].StartsWith('-') && !CatalogueCommands.IsAboutAll(args[0])) ? ["run", .. args] : args;
var parsed = CatalogueCommands.Create().Parse(words);
var code = await parsed.InvokeAsync();
return parsed.Action is ParseErrorAction ? CommandErrors.Usage : code;
